package io.github.m365licensing.testkit.assertj;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the licences of a user. SKUs and plans are named as everywhere: part number or
 * plan name, GUID, product name; a name that means nothing throws {@link IllegalArgumentException}.
 */
public final class LicensedUserAssert extends AbstractAssert<LicensedUserAssert, LicensedUser> {

  private final Vocabulary vocabulary;

  LicensedUserAssert(LicensedUser actual, Vocabulary vocabulary) {
    super(actual, LicensedUserAssert.class);
    this.vocabulary = vocabulary;
  }

  /**
   * Verifies that the user has a SKU, through whatever path.
   *
   * <pre>{@code
   * assertThat(tenant).user("adele@contoso.com").hasLicense("EMS");      // passes
   * assertThat(tenant).user("lynne@contoso.com").hasLicense("EMS");      // fails
   * }</pre>
   */
  public LicensedUserAssert hasLicense(String sku) {
    isNotNull();
    SkuId id = vocabulary.sku(sku);
    if (!actual.holds(id)) {
      throw failed("licence " + vocabulary.spell(id), "not held");
    }
    return this;
  }

  /**
   * Verifies that the user does not have a SKU, through no path.
   *
   * <pre>{@code
   * assertThat(tenant).user("lynne@contoso.com").hasNoLicense("EMS");    // passes
   * assertThat(tenant).user("adele@contoso.com").hasNoLicense("EMS");    // fails
   * }</pre>
   */
  public LicensedUserAssert hasNoLicense(String sku) {
    isNotNull();
    SkuId id = vocabulary.sku(sku);
    if (actual.holds(id)) {
      throw failed("no licence " + vocabulary.spell(id), "held");
    }
    return this;
  }

  /**
   * Verifies that the user has a SKU directly, whether or not through a group as well.
   *
   * <pre>{@code
   * assertThat(tenant).user("adele@contoso.com").hasDirectLicense("EMS");   // passes
   * assertThat(tenant).user("isaiah@contoso.com").hasDirectLicense("EMS");  // fails: group only
   * }</pre>
   */
  public LicensedUserAssert hasDirectLicense(String sku) {
    isNotNull();
    SkuId id = vocabulary.sku(sku);
    if (actual.licenses().direct(id).isEmpty()) {
      throw failed(
          "direct licence " + vocabulary.spell(id),
          actual.holds(id) ? "held through a group only" : "not held");
    }
    return this;
  }

  /**
   * Verifies which plans of a SKU are off for the user over all paths: these and no others.
   *
   * <pre>{@code
   * // adele has EMS without ADALLOM_S_DISCOVERY
   * assertThat(adele).hasDisabledPlansExactly("EMS", "ADALLOM_S_DISCOVERY");   // passes
   * assertThat(adele).hasDisabledPlansExactly("EMS", "INTUNE_A");              // fails
   * }</pre>
   *
   * @param plans the plans; none for a licence with everything on
   */
  public LicensedUserAssert hasDisabledPlansExactly(String sku, String... plans) {
    isNotNull();
    SkuId id = vocabulary.sku(sku);
    Set<ServicePlanId> expected = new TreeSet<>();
    for (String plan : plans) {
      expected.add(vocabulary.plan(id, plan));
    }
    String wanted = vocabulary.spell(id) + " with exactly " + vocabulary.spell(expected) + " off";
    Optional<AssignedLicense> license =
        actual.assignedLicenses().stream().filter(held -> held.skuId().equals(id)).findFirst();
    if (license.isEmpty()) {
      throw failed(wanted, "not held");
    }
    Set<ServicePlanId> off = license.get().disabledPlans();
    if (!expected.equals(new TreeSet<>(off))) {
      throw failed(wanted, vocabulary.spell(off) + " off");
    }
    return this;
  }

  private AssertionError failed(String expected, String found) {
    return failure("%s", Texts.failure(expected, found, vocabulary.evidence(actual)));
  }
}
