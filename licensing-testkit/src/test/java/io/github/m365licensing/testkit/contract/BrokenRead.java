package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentError;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Ports that read wrongly. */
enum BrokenRead implements Break {
  LOSES_GROUP_PATHS(
      "L10 L107 L108 L109 L110 L111 L112 L113 L114 L116 L118 L119"
          + " L129 L13 L132 L35 L42 L43 L80 L93") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        LicensedUser shown(LicensedUser user) {
          return LicensedUser.builder()
              .from(user)
              .licenseAssignmentStates(
                  user.licenseAssignmentStates().stream()
                      .filter(path -> path.source().isDirect())
                      .toList())
              .build();
        }
      };
    }
  },
  SHOWS_THE_WORD_NONE_AS_AN_ERROR("L12 L37") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        LicensedUser shown(LicensedUser user) {
          return LicensedUser.builder()
              .from(user)
              .licenseAssignmentStates(
                  user.licenseAssignmentStates().stream().map(path -> none(path)).toList())
              .build();
        }
      };
    }
  },
  SHOWS_A_PLAN_OFF_THAT_ANY_PATH_HAS_OFF("L11 L42 L93") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        LicensedUser shown(LicensedUser user) {
          return LicensedUser.builder()
              .from(user)
              .assignedLicenses(
                  user.assignedLicenses().stream().map(license -> union(user, license)).toList())
              .build();
        }
      };
    }
  },
  LISTS_A_USER_TWICE("L05 L06 L150") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listUsers(UserQuery query) {
          return Stream.concat(sound.listUsers(query).limit(1), sound.listUsers(query));
        }
      };
    }
  },
  LOSES_THE_FIRST_OF_ALL_USERS("L05 L06 L150 L23 L24") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listUsers(UserQuery query) {
          return query == UserQuery.everyone()
              ? sound.listUsers(query).skip(1)
              : sound.listUsers(query);
        }
      };
    }
  },
  IGNORES_QUERIES("L06 L07") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listUsers(UserQuery query) {
          return sound.listUsers(query instanceof UserQuery ? UserQuery.everyone() : query);
        }
      };
    }
  },
  TAKES_ABSENCE_FOR_DIFFERENCE("L07") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listUsers(UserQuery query) {
          return query instanceof UserQuery.Not not
              ? sound.listUsers(UserQuery.everyone()).filter(user -> !not.query().matches(user))
              : sound.listUsers(query);
        }
      };
    }
  },
  COMPARES_NAMES_WITH_CASE("L02") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
          return sound
              .findUser(idOrUserPrincipalName)
              .filter(
                  user ->
                      !idOrUserPrincipalName.contains("@")
                          || user.userPrincipalName().equals(idOrUserPrincipalName));
        }
      };
    }
  },
  TAKES_A_NULL_NAME("L16") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
          return idOrUserPrincipalName == null
              ? Optional.empty()
              : sound.findUser(idOrUserPrincipalName);
        }
      };
    }
  },
  READS_BY_ID_IN_AN_ORDER_OF_ITS_OWN("L08 L152") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listUsersById(List<UserId> ids) {
          List<UserId> reversed = new ArrayList<>(ids);
          Collections.reverse(reversed);
          return sound.listUsersById(reversed);
        }
      };
    }
  },
  SHOWS_DETAILS_OF_DIRECT_LICENCES_ONLY("L14") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public List<LicenseDetails> listLicenseDetails(UserId id) {
          LicensedUser user = sound.findUser(id.toString()).orElseThrow();
          return sound.listLicenseDetails(id).stream()
              .filter(details -> user.licenses().direct(details.skuId()).isPresent())
              .toList();
        }
      };
    }
  },
  LISTS_SKUS_BY_ID("L19") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public List<SubscribedSku> listSubscribedSkus() {
          return sound.listSubscribedSkus().stream()
              .sorted(Comparator.comparing(SubscribedSku::skuId))
              .toList();
        }
      };
    }
  },
  NEVER_SHOWS_MORE_SEATS_USED_THAN_OWNED("L23 L25 L26 L78") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        SubscribedSku shown(SubscribedSku sku) {
          return SubscribedSku.builder()
              .from(sku)
              .consumedUnits(Math.min(sku.consumedUnits(), sku.prepaidUnits().assignable()))
              .build();
        }
      };
    }
  },
  COUNTS_A_SEAT_PER_PATH("L23 L24 L43 L80") {
    @Override
    public Tenant of(FakeTenant tenant) {
      return new DelegatingTenant(tenant) {
        @Override
        SubscribedSku shown(SubscribedSku sku) {
          long paths =
              tenant.user("pradeep@contoso.com").now().licenseAssignmentStates().stream()
                  .filter(path -> path.skuId().equals(sku.skuId()) && path.isInEffect())
                  .count();
          int more = (int) Math.max(0, paths - 1);
          return SubscribedSku.builder()
              .from(sku)
              .consumedUnits(sku.consumedUnits() + more)
              .build();
        }
      };
    }
  },
  FINDS_GROUPS_BY_THE_START_OF_THEIR_NAME("L29") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public List<LicensedGroup> listGroupsNamed(String displayName) {
          return displayName.equals("Sales")
              ? sound.listGroupsNamed("Sales team")
              : sound.listGroupsNamed(displayName);
        }
      };
    }
  },
  LISTS_MEMBERS_OF_NESTED_GROUPS("L34") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listMembers(GroupId group) {
          return Stream.concat(
                  sound.listMembers(group),
                  sound.listNestedGroups(group).stream()
                      .flatMap(nested -> sound.listMembers(nested.id())))
              .distinct();
        }
      };
    }
  },
  FORGETS_MEMBERS_IN_ERROR("L35") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group) {
          return sound.listMembersWithLicenseErrors(group).skip(1);
        }
      };
    }
  },
  LISTS_GROUPS_WITHOUT_LICENCES_AS_LICENSED("L32") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<LicensedGroup> listLicensedGroups() {
          return Stream.concat(
              sound.listLicensedGroups(), sound.listGroupsNamed("Retail").stream());
        }
      };
    }
  },
  HIDES_DEVICES_WITHOUT_USER("L17") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Stream<ManagedDevice> listManagedDevices() {
          return sound.listManagedDevices().filter(device -> device.userId().isPresent());
        }
      };
    }
  },
  ANSWERS_NOTHING_WHERE_READING_IS_DENIED("L147") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
          try {
            return sound.findUser(idOrUserPrincipalName);
          } catch (AccessDeniedException e) {
            return Optional.empty();
          }
        }
      };
    }
  };

  private final String noticedBy;

  BrokenRead(String noticedBy) {
    this.noticedBy = noticedBy;
  }

  @Override
  public String noticedBy() {
    return noticedBy;
  }

  private static LicenseAssignmentState none(LicenseAssignmentState path) {
    return path.error().isPresent()
        ? path
        : LicenseAssignmentState.builder().from(path).error(AssignmentError.of("None")).build();
  }

  private static AssignedLicense union(LicensedUser user, AssignedLicense license) {
    Set<ServicePlanId> off = new TreeSet<>();
    user.licenseAssignmentStates().stream()
        .filter(path -> path.skuId().equals(license.skuId()))
        .forEach(path -> off.addAll(path.disabledPlans()));
    return new AssignedLicense(license.skuId(), off);
  }
}
