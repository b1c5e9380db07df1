package io.github.m365licensing.assignment;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A SKU and which of its services a user shall have: the successor of {@code
 * New-MsolLicenseOptions}.
 *
 * <p>SKU and plans are named as the caller likes: part number or plan name, GUID, or product name;
 * blanks around them and case do not matter. Names are looked up when a plan is made, so that one
 * value serves several tenants. A plan that Microsoft adds to the SKU later is on under {@link
 * #of(String)} and {@link #disable}, and off under {@link #only} as of the tenant's plan list at
 * that moment.
 *
 * <pre>{@code
 * LicenseOptions emsWithoutIntune = LicenseOptions.of("EMS").disable("INTUNE_A");
 * }</pre>
 *
 * @param sku the name of the SKU
 * @param choice how the plan names are meant
 * @param plans the plan names in the order given, without repetition; unmodifiable
 */
public record LicenseOptions(String sku, PlanChoice choice, List<String> plans) {

  /** How the plan names of {@link LicenseOptions} are meant. */
  public enum PlanChoice {
    /** Every plan is on; no names. */
    ALL,
    /** The named plans are off, all others on. */
    DISABLE,
    /** The named plans are on, all others that are for users off. */
    ONLY
  }

  /**
   * Checks the arguments and copies the list.
   *
   * @throws NullPointerException if an argument or a name is null
   * @throws IllegalArgumentException if a name is blank, or if names and choice do not go together
   */
  public LicenseOptions {
    sku = name(sku, "sku");
    Objects.requireNonNull(choice, "choice");
    plans = distinct(plans);
    if (plans.isEmpty() != (choice == PlanChoice.ALL)) {
      throw new IllegalArgumentException(
          choice == PlanChoice.ALL
              ? "ALL takes no plan names, but got " + plans + " for SKU '" + sku + "'."
              : choice
                  + " needs at least one plan name for SKU '"
                  + sku
                  + "'. Without names use of(sku).");
    }
  }

  /**
   * The SKU with every service on.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static LicenseOptions of(String sku) {
    return new LicenseOptions(sku, PlanChoice.ALL, List.of());
  }

  /**
   * The same with these services off, besides those already named by an earlier call.
   *
   * @throws IllegalStateException if {@link #only} was said before
   * @throws IllegalArgumentException if no plan is named or a name is blank
   */
  public LicenseOptions disable(String... plans) {
    return with(PlanChoice.DISABLE, plans);
  }

  /**
   * The same with only these services on, besides those already named by an earlier call.
   *
   * @throws IllegalStateException if {@link #disable} was said before
   * @throws IllegalArgumentException if no plan is named or a name is blank
   */
  public LicenseOptions only(String... plans) {
    return with(PlanChoice.ONLY, plans);
  }

  private LicenseOptions with(PlanChoice next, String... more) {
    if (choice != PlanChoice.ALL && choice != next) {
      throw new IllegalStateException(
          "Options for SKU '%s' already say %s %s; %s %s contradicts that. Say one of the two."
              .formatted(sku, word(choice), plans, word(next), List.of(more)));
    }
    return new LicenseOptions(sku, next, Stream.concat(plans.stream(), Stream.of(more)).toList());
  }

  private static String word(PlanChoice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static String name(String name, String parameter) {
    String trimmed = Objects.requireNonNull(name, parameter).strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(
          parameter + " is blank. Give a part number, a GUID or a product name.");
    }
    return trimmed;
  }

  private static List<String> distinct(List<String> plans) {
    return Objects.requireNonNull(plans, "plans").stream()
        .map(plan -> name(plan, "plan"))
        .distinct()
        .toList();
  }
}
