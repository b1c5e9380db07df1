package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.sku.SubscribedSku;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names in place of names: what replaces a value is cut from HMAC-SHA-256 of its kind and its text
 * in lower case, with the salt as the key. Not thread-safe.
 */
final class Pseudonyms {

  private static final int NAME_DIGITS = 12;
  private static final int SIGN_IN_DIGITS = 20;

  private final Mac mac;
  private final RepeatedValues repeated = new RepeatedValues();

  Pseudonyms(String salt) {
    if (Objects.requireNonNull(salt, "salt").isBlank()) {
      throw new IllegalArgumentException(
          "The salt is blank: anybody could compute the pseudonyms. Give a long random text.");
    }
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks HmacSHA256, which every Java must have.", e);
    }
  }

  TenantSnapshot of(TenantSnapshot snapshot) {
    return TenantSnapshot.builder()
        .takenAt(snapshot.takenAt())
        .organization(organization(snapshot.organization()))
        .licensingModel(snapshot.licensingModel())
        .subscribedSkus(snapshot.subscribedSkus().stream().map(this::subscribedSku).toList())
        .subscriptions(snapshot.subscriptions().stream().map(this::subscription).toList())
        .users(snapshot.users().stream().map(this::user).toList())
        .groups(snapshot.groups().stream().map(this::group).toList())
        .memberIds(memberIds(snapshot))
        .nestedGroupIds(nestedGroupIds(snapshot))
        .managedDevices(snapshot.managedDevices().stream().map(this::managedDevice).toList())
        .build();
  }

  private Map<GroupId, List<UserId>> memberIds(TenantSnapshot snapshot) {
    Map<GroupId, List<UserId>> replaced = new HashMap<>();
    snapshot
        .memberIds()
        .forEach((id, ids) -> replaced.put(group(id), ids.stream().map(this::user).toList()));
    return replaced;
  }

  private Map<GroupId, List<GroupId>> nestedGroupIds(TenantSnapshot snapshot) {
    Map<GroupId, List<GroupId>> replaced = new HashMap<>();
    snapshot
        .nestedGroupIds()
        .forEach((id, ids) -> replaced.put(group(id), ids.stream().map(this::group).toList()));
    return replaced;
  }

  private Organization organization(Organization organization) {
    return Organization.builder()
        .from(organization)
        .id(tenant(organization.id()))
        .displayName("Tenant " + digits("tenant name", organization.displayName(), NAME_DIGITS))
        .build();
  }

  private SubscribedSku subscribedSku(SubscribedSku sku) {
    return SubscribedSku.builder()
        .from(sku)
        .subscriptionIds(sku.subscriptionIds().stream().map(this::id).toList())
        .build();
  }

  private Subscription subscription(Subscription subscription) {
    return Subscription.builder()
        .from(subscription)
        .id(id(subscription.id()))
        .commerceSubscriptionId(subscription.commerceSubscriptionId().map(this::id))
        .ownerId(subscription.ownerId().map(this::id))
        .ownerTenantId(subscription.ownerTenantId().map(this::tenant))
        .build();
  }

  private LicensedUser user(LicensedUser user) {
    return repeated.share(
        LicensedUser.builder()
            .from(user)
            .id(user(user.id()))
            .userPrincipalName(userPrincipalName(user.userPrincipalName()))
            .displayName(
                user.displayName().map(name -> "User " + digits("user name", name, NAME_DIGITS)))
            .department(
                user.department()
                    .map(name -> "Department " + digits("department", name, NAME_DIGITS)))
            .licenseAssignmentStates(
                user.licenseAssignmentStates().stream().map(this::path).toList())
            .build());
  }

  /** Keeps the form: a guest's mark, and one domain for users of one domain. */
  private String userPrincipalName(String name) {
    int at = name.lastIndexOf('@');
    String local =
        digits("userPrincipalName", name, SIGN_IN_DIGITS)
            + (name.toUpperCase(Locale.ROOT).contains("#EXT#") ? "#EXT#" : "");
    return at < 0
        ? local
        : local + "@d" + digits("domain", name.substring(at + 1), NAME_DIGITS) + ".example";
  }

  private LicenseAssignmentState path(LicenseAssignmentState path) {
    return path.source() instanceof AssignmentSource.InheritedFromGroup inherited
        ? LicenseAssignmentState.builder()
            .from(path)
            .source(AssignmentSource.inheritedFrom(group(inherited.group())))
            .build()
        : path;
  }

  private LicensedGroup group(LicensedGroup group) {
    return LicensedGroup.builder()
        .from(group)
        .id(group(group.id()))
        .displayName("Group " + digits("group name", group.displayName(), NAME_DIGITS))
        .membershipRule(
            group
                .membershipRule()
                .map(rule -> "(user.objectId -eq \"%s\")".formatted(guid("rule", rule))))
        .build();
  }

  private ManagedDevice managedDevice(ManagedDevice device) {
    return ManagedDevice.builder()
        .from(device)
        .id(id(device.id()))
        .deviceName(
            device.deviceName().map(name -> "DEVICE-" + digits("device name", name, NAME_DIGITS)))
        .userId(device.userId().map(this::user))
        .usersLoggedOn(device.usersLoggedOn().stream().map(this::user).toList())
        .build();
  }

  private TenantId tenant(TenantId id) {
    return TenantId.of(guid("id", id.toString()));
  }

  private UserId user(UserId id) {
    return UserId.of(guid("id", id.toString()));
  }

  private GroupId group(GroupId id) {
    return GroupId.of(guid("id", id.toString()));
  }

  /** An id kept as text gets the GUID that it would get as a GUID. */
  private String id(String text) {
    return guid("id", text).toString();
  }

  private UUID guid(String kind, String text) {
    ByteBuffer hash = ByteBuffer.wrap(hash(kind, text));
    // Version 4 and its variant, the form of the ids that Graph gives out.
    return new UUID(
        (hash.getLong() & ~0xF000L) | 0x4000L, (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62));
  }

  private String digits(String kind, String text, int count) {
    return HexFormat.of().formatHex(hash(kind, text), 0, count / 2);
  }

  private byte[] hash(String kind, String text) {
    mac.update(kind.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return mac.doFinal(text.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
