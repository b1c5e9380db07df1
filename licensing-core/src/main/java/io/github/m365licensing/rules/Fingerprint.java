package io.github.m365licensing.rules;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.AssignmentSource.InheritedFromGroup;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.directory.LicenseHolder;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.internal.Ordered;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Tells whether what matters for a change is still as it was: equal fingerprints, equal state. The
 * first 128 bits of a SHA-256, so that a million of them fit in memory. See {@link
 * RuleBook#fingerprint}.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record Fingerprint(long high, long low) {

  private static final int HALF = 16;
  private static final UUID DIRECT = new UUID(0, 0);

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
   */
  public static Fingerprint parse(String text) {
    if (text.length() != 2 * HALF) {
      throw new IllegalArgumentException(
          "A fingerprint has 32 hexadecimal digits, but this text has "
              + text.length()
              + " characters.");
    }
    return new Fingerprint(
        HexFormat.fromHexDigitsToLong(text, 0, HALF),
        HexFormat.fromHexDigitsToLong(text, HALF, 2 * HALF));
  }

  static Fingerprint of(LicenseHolder user, Collection<SkuId> skus, SkuPlans skuPlans) {
    List<Entry> entries = new ArrayList<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      entries.add(
          new Entry(
              path.skuId(),
              path.source(),
              path.isInEffect(),
              skuPlans.switchedOff(path.license())));
    }
    List<Entry> unexplained = new ArrayList<>();
    for (AssignedLicense license : user.licenses().unexplained()) {
      unexplained.add(Entry.of(license, AssignmentSource.direct(), skuPlans));
    }
    return new Digest()
        .text(user.usageLocation().map(UsageLocation::countryCode).orElse(""))
        .entries(entries)
        .entries(unexplained)
        .planLists(skus, skuPlans)
        .fingerprint();
  }

  static Fingerprint of(LicensedGroup group, Collection<SkuId> skus, SkuPlans skuPlans) {
    List<Entry> entries = new ArrayList<>();
    for (AssignedLicense license : group.assignedLicenses()) {
      entries.add(Entry.of(license, AssignmentSource.inheritedFrom(group.id()), skuPlans));
    }
    return new Digest().entries(entries).planLists(skus, skuPlans).fingerprint();
  }

  /** 32 hexadecimal digits in lower case. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /** One licence that a fingerprint covers; entries may be given in any order. */
  private record Entry(
      SkuId skuId, AssignmentSource source, boolean inEffect, Collection<ServicePlanId> off) {

    static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::skuId)
            .thenComparing(entry -> group(entry.source()))
            .thenComparing(Entry::inEffect);

    static Entry of(AssignedLicense license, AssignmentSource source, SkuPlans skuPlans) {
      return new Entry(license.skuId(), source, true, skuPlans.switchedOff(license));
    }
  }

  /** Collects what a fingerprint covers. Every list is preceded by its length. */
  private static final class Digest {
    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    Digest() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has SHA-256.", e);
      }
    }

    Digest text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      number(bytes.length);
      sha256.update(bytes);
      return this;
    }

    Digest entries(List<Entry> entries) {
      number(entries.size());
      for (Entry entry : entries.stream().sorted(Entry.ORDER).toList()) {
        guid(entry.skuId().value());
        guid(group(entry.source()));
        number(entry.inEffect() ? 1 : 0);
        plans(entry.off());
      }
      return this;
    }

    private void plans(Collection<ServicePlanId> plans) {
      number(plans.size());
      plans.stream().sorted().forEach(plan -> guid(plan.value()));
    }

    /** The plans for users of each SKU. */
    Digest planLists(Collection<SkuId> skus, SkuPlans skuPlans) {
      for (SkuId sku : Ordered.set(skus, "skus")) {
        guid(sku.value());
        plans(skuPlans.forUsers(sku));
      }
      return this;
    }

    private void guid(UUID guid) {
      number(guid.getMostSignificantBits());
      number(guid.getLeastSignificantBits());
    }

    private void number(long value) {
      sha256.update(number.putLong(0, value).array());
    }

    Fingerprint fingerprint() {
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      return new Fingerprint(digest.getLong(), digest.getLong());
    }
  }

  private static UUID group(AssignmentSource source) {
    return source instanceof InheritedFromGroup inherited ? inherited.group().value() : DIRECT;
  }
}
