package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.tenant.ServiceError;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantWrite;
import io.github.m365licensing.tenant.UserProfile;
import io.github.m365licensing.tenant.WriteOutcome;
import io.github.m365licensing.tenant.WriteOutcome.Kind;
import io.github.m365licensing.testkit.FakeTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Ports whose single writes do the wrong thing. */
enum BrokenWrite implements Break {
  MERGES_DISABLED_PLANS("L38 L39") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          return write instanceof TenantWrite.AssignUserLicense assign
              ? new TenantWrite.AssignUserLicense(
                  assign.user(),
                  assign.addLicenses().stream().map(l -> merged(sound, assign.user(), l)).toList(),
                  assign.removeLicenses())
              : write;
        }
      };
    }
  },
  IGNORES_DISABLED_PLANS("L37 L38 L40 L41 L48 L52 L65") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          return write instanceof TenantWrite.AssignUserLicense assign
              ? new TenantWrite.AssignUserLicense(
                  assign.user(),
                  assign.addLicenses().stream().map(l -> AssignedLicense.of(l.skuId())).toList(),
                  assign.removeLicenses())
              : write;
        }
      };
    }
  },
  GUESSES_THE_USAGE_LOCATION("L145 L55 L56 L85") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          if (write instanceof TenantWrite.AssignUserLicense assign
              && find(sound, assign.user())
                  .filter(user -> user.usageLocation().isEmpty())
                  .isPresent()) {
            alone(sound, new TenantWrite.SetUsageLocation(assign.user(), UsageLocation.of("US")));
          }
          return write;
        }
      };
    }
  },
  SENDS_ONE_CALL_PER_SKU("L45 L69") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          if (!(write instanceof TenantWrite.AssignUserLicense assign)
              || assign.addLicenses().size() + assign.removeLicenses().size() < 2) {
            return write;
          }
          List<TenantWrite> parts = new ArrayList<>();
          assign
              .addLicenses()
              .forEach(
                  license ->
                      parts.add(
                          new TenantWrite.AssignUserLicense(
                              assign.user(), List.of(license), Set.of())));
          assign
              .removeLicenses()
              .forEach(
                  sku ->
                      parts.add(
                          new TenantWrite.AssignUserLicense(
                              assign.user(), List.of(), Set.of(sku))));
          parts.subList(0, parts.size() - 1).forEach(part -> alone(sound, part));
          return parts.get(parts.size() - 1);
        }
      };
    }
  },
  NEVER_REMOVES("L45 L69 L79") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          return write instanceof TenantWrite.AssignUserLicense assign
                  && !assign.addLicenses().isEmpty()
              ? new TenantWrite.AssignUserLicense(assign.user(), assign.addLicenses(), Set.of())
              : write;
        }
      };
    }
  },
  ADDS_THE_MEMBERS_THAT_IT_CAN("L120 L121 L122") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          if (write instanceof TenantWrite.AddMembers add && add.users().size() > 1) {
            add.users()
                .forEach(
                    user -> alone(sound, new TenantWrite.AddMembers(add.group(), Set.of(user))));
          }
          return write;
        }
      };
    }
  },
  LOSES_THE_USAGE_LOCATION_OF_NEW_USERS("L146 L81 L82") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          return write instanceof TenantWrite.CreateUser create
              ? new TenantWrite.CreateUser(
                  UserProfile.builder()
                      .from(create.profile())
                      .usageLocation(Optional.empty())
                      .build(),
                  create.password())
              : write;
        }
      };
    }
  },
  ENABLES_EVERY_NEW_USER("L86") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        TenantWrite sent(TenantWrite write) {
          return write instanceof TenantWrite.CreateUser create
              ? new TenantWrite.CreateUser(
                  UserProfile.builder().from(create.profile()).accountEnabled(true).build(),
                  create.password())
              : write;
        }
      };
    }
  },
  HIDES_THE_ID_OF_A_NEW_USER("L146 L81") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        WriteOutcome reported(WriteOutcome outcome) {
          return WriteOutcome.builder().from(outcome).createdUser(Optional.empty()).build();
        }
      };
    }
  },
  HIDES_REQUEST_IDS("L143") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        WriteOutcome reported(WriteOutcome outcome) {
          return WriteOutcome.builder().from(outcome).requestId(Optional.empty()).build();
        }
      };
    }
  },
  TAKES_ACCEPTED_FOR_DONE("L135 L92") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
          super.submit(writes, done);
        }

        @Override
        WriteOutcome reported(WriteOutcome outcome) {
          return outcome.kind() == Kind.ACCEPTED
              ? WriteOutcome.builder().from(outcome).kind(Kind.DONE).build()
              : outcome;
        }
      };
    }
  },
  FORGETS_THE_SKU_OF_A_REFUSAL("L57 L67 L73") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        WriteOutcome reported(WriteOutcome outcome) {
          return outcome.error().isEmpty()
              ? outcome
              : WriteOutcome.builder()
                  .from(outcome)
                  .error(
                      ServiceError.builder()
                          .from(outcome.error().orElseThrow())
                          .skuIds(List.of())
                          .build())
                  .build();
        }
      };
    }
  },
  REPROCESSES_NOBODY("L113 L114 L117") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        @Override
        public void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done) {
          List<TenantWrite> others = new ArrayList<>(writes);
          others.removeIf(write -> write instanceof TenantWrite.ReprocessLicenses);
          sound.submit(others, done);
          writes.stream()
              .filter(write -> write instanceof TenantWrite.ReprocessLicenses)
              .forEach(
                  write ->
                      done.accept(
                          WriteOutcome.builder()
                              .write(write)
                              .kind(Kind.DONE)
                              .requestId("none")
                              .build()));
        }
      };
    }
  },
  DELETES_WHOM_IT_SHALL_TAKE_OUT_OF_A_GROUP("L127 L130 L132 L80") {
    @Override
    public Tenant of(FakeTenant sound) {
      return new DelegatingTenant(sound) {
        private final Set<UserId> gone = new TreeSet<>();

        @Override
        TenantWrite sent(TenantWrite write) {
          if (write instanceof TenantWrite.RemoveMember remove) {
            gone.add(remove.user());
          }
          return write;
        }

        @Override
        public Optional<LicensedUser> findUser(String idOrUserPrincipalName) {
          return sound.findUser(idOrUserPrincipalName).filter(user -> !gone.contains(user.id()));
        }
      };
    }
  };

  private final String noticedBy;

  BrokenWrite(String noticedBy) {
    this.noticedBy = noticedBy;
  }

  @Override
  public String noticedBy() {
    return noticedBy;
  }

  private static void alone(Tenant sound, TenantWrite write) {
    sound.submit(List.of(write), outcome -> {});
  }

  private static Optional<LicensedUser> find(Tenant sound, UserId user) {
    return sound.findUser(Subject.user(user).key());
  }

  private static AssignedLicense merged(Tenant sound, UserId user, AssignedLicense license) {
    Set<ServicePlanId> off = new TreeSet<>(license.disabledPlans());
    find(sound, user)
        .flatMap(found -> found.licenses().direct(license.skuId()))
        .ifPresent(path -> off.addAll(path.disabledPlans()));
    return new AssignedLicense(license.skuId(), off);
  }
}
