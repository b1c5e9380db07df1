package io.github.m365licensing;

import io.github.m365licensing.apply.ApplyOptions;
import io.github.m365licensing.apply.ApplyReport;
import io.github.m365licensing.assignment.AssignmentSource;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.catalog.SkuCatalog;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.intent.LicenseIntent;
import io.github.m365licensing.intent.Selection;
import io.github.m365licensing.intent.Verb;
import io.github.m365licensing.internal.context.LicensingContext;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.internal.planning.Planner;
import io.github.m365licensing.internal.running.Applier;
import io.github.m365licensing.internal.running.Undo;
import io.github.m365licensing.journal.Journal;
import io.github.m365licensing.plan.LicensePlan;
import io.github.m365licensing.report.Reports;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.LicensingSemantics;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.UnknownNameException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Licences of one tenant: look, plan, apply, undo. The one entry to the library.
 *
 * <p>Names are given as the caller likes: part number or plan name, GUID or product name, without
 * regard to case. Time is taken from the tenant only. Thread-safe.
 *
 * <pre>{@code
 * Licensing licensing = Licensing.of(tenant);
 * LicensePlan plan = licensing.plan(user("adele@contoso.com"), change("EMS").disable("INTUNE_A"));
 * System.out.println(plan.preview());
 * }</pre>
 *
 * <p>Every method that reads throws {@link io.github.m365licensing.tenant.AccessDeniedException},
 * {@link io.github.m365licensing.tenant.ThrottledException} or {@link
 * io.github.m365licensing.tenant.UnexpectedResponseException} if the tenant cannot be read.
 */
public final class Licensing {

  private final LicensingContext context;

  private Licensing(LicensingContext context) {
    this.context = context;
  }

  /** The licences of this tenant, with the names of the bundled catalogue. */
  public static Licensing of(Tenant tenant) {
    return new Licensing(LicensingContext.of(tenant));
  }

  /** The same with the names of another catalogue, for example a newer download. */
  public Licensing withCatalog(SkuCatalog catalog) {
    return new Licensing(context.withCatalog(catalog));
  }

  /** The same with another reading of what is contested about the service. */
  public Licensing withSemantics(LicensingSemantics semantics) {
    return new Licensing(context.withSemantics(semantics));
  }

  /** The same with other facts about plans and SKUs, for example with one added. */
  public Licensing withFacts(LicenseFacts facts) {
    return new Licensing(context.withFacts(facts));
  }

  /**
   * A SKU that the tenant owns, with its services and seats.
   *
   * @param name part number, GUID or product name
   * @throws io.github.m365licensing.tenant.UnknownNameException if it means no SKU, several, or one
   *     that the tenant does not own
   */
  public OwnedSku sku(String name) {
    Objects.requireNonNull(name, "name");
    TenantNames names = names();
    return owned(names, names.sku(name));
  }

  /** All SKUs that the tenant owns, ordered by part number, then id. */
  public List<OwnedSku> skus() {
    TenantNames names = names();
    return owned(names, names.skus().all());
  }

  /**
   * The SKUs of the tenant that give a plan to people, ordered by part number, then id. SKUs that
   * are bought for devices hold the same plans and are not among them, nor is a SKU that holds the
   * plan for the whole tenant only.
   *
   * @param plan plan name, GUID or friendly name
   * @throws io.github.m365licensing.tenant.UnknownNameException if it means no plan or several
   */
  public List<OwnedSku> skusWith(String plan) {
    Objects.requireNonNull(plan, "plan");
    TenantNames names = names();
    ServicePlanId servicePlanId = names.plan(plan);
    return owned(names, context.rules(names).skusGiving(servicePlanId));
  }

  /**
   * What a user has, and through what.
   *
   * @param idOrUserPrincipalName the object id or the sign-in name
   * @throws io.github.m365licensing.tenant.UnknownNameException if there is no such user
   */
  public UserLicenses licensesOf(String idOrUserPrincipalName) {
    Objects.requireNonNull(idOrUserPrincipalName, "idOrUserPrincipalName");
    Tenant tenant = context.tenant();
    LicensedUser user =
        tenant
            .findUser(idOrUserPrincipalName)
            .orElseThrow(
                () ->
                    new UnknownNameException(
                        "The user named does not exist in this tenant. Nothing was sent. Check the"
                            + " user principal name or object id; a user created a moment ago may not"
                            + " be visible yet.",
                        List.of()));
    Map<GroupId, String> groupNames = new HashMap<>();
    for (LicenseAssignmentState path : user.licenses().all()) {
      if (path.source() instanceof AssignmentSource.InheritedFromGroup inherited) {
        groupNames.computeIfAbsent(inherited.group(), this::groupName);
      }
    }
    return new UserLicenses(user, tenant.listLicenseDetails(user.id()), names(), groupNames);
  }

  /**
   * What a user has, as {@link #licensesOf(String)}.
   *
   * @throws io.github.m365licensing.tenant.UnknownNameException if there is no such user
   */
  public UserLicenses licensesOf(UserId user) {
    return licensesOf(Objects.requireNonNull(user, "user").toString());
  }

  /** The name for people; a group that is gone or must not be read is called by its id. */
  private String groupName(GroupId id) {
    try {
      return context.tenant().findGroup(id).map(LicensedGroup::displayName).orElseGet(id::toString);
    } catch (AccessDeniedException e) {
      return id.toString();
    }
  }

  /**
   * Plans a change for one selection. Nothing is sent.
   *
   * @param selection whom it is for
   * @param verbs what shall happen to each
   * @throws io.github.m365licensing.tenant.UnknownNameException if a SKU, a plan, a group or a user
   *     is named that does not exist here, or a name means several
   * @throws IllegalArgumentException if there is no verb, verbs contradict each other, or a
   *     snapshot to restore from is not of this tenant
   */
  public LicensePlan plan(Selection selection, Verb... verbs) {
    return plan(LicenseIntent.of(selection, verbs));
  }

  /**
   * Plans an intent. Nothing is sent.
   *
   * @throws io.github.m365licensing.tenant.UnknownNameException if a SKU, a plan, a group or a user
   *     is named that does not exist here, or a name means several
   * @throws IllegalArgumentException if verbs for the same selection contradict each other
   */
  public LicensePlan plan(LicenseIntent intent) {
    return new Planner(context).plan(intent);
  }

  /**
   * Applies a plan and reads back, with a journal in memory: undoing from the report works,
   * resuming after a crash does not.
   *
   * @throws io.github.m365licensing.tenant.PlanRefusedException if the plan as a whole cannot be
   *     applied; nothing was sent
   */
  public ApplyReport apply(LicensePlan plan) {
    return apply(plan, options -> {});
  }

  /**
   * Applies a plan and reads back. A subject's failure is an outcome of the report, never an
   * exception.
   *
   * @param configure sets options, for example {@code options -> options.journal(path)}
   * @throws io.github.m365licensing.tenant.PlanRefusedException if the plan as a whole cannot be
   *     applied; nothing was sent
   */
  public ApplyReport apply(LicensePlan plan, Consumer<ApplyOptions.Builder> configure) {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(configure, "configure");
    ApplyOptions.Builder options = ApplyOptions.builder();
    configure.accept(options);
    return new Applier(context).apply(plan, options.build());
  }

  /**
   * Goes on with a run that ended early. Writes without an end are settled by reading before
   * anything is sent.
   *
   * @param journal the journal of that run; the plan stands beside it in a file named like it with
   *     {@code .plan} at its end
   * @throws io.github.m365licensing.tenant.PlanRefusedException if the journal is in use or was
   *     tampered with, or the plan cannot be applied; nothing was sent
   * @throws java.io.UncheckedIOException if journal or plan cannot be read or written
   */
  public ApplyReport resume(Path journal) {
    return resume(journal, options -> {});
  }

  /**
   * Goes on with a run that ended early, as {@link #resume(Path)}.
   *
   * @param configure sets options; needed for plans that create users
   */
  public ApplyReport resume(Path journal, Consumer<ApplyOptions.Builder> configure) {
    Objects.requireNonNull(journal, "journal");
    Objects.requireNonNull(configure, "configure");
    ApplyOptions.Builder options = ApplyOptions.builder();
    configure.accept(options);
    return new Applier(context).resume(journal, options.build());
  }

  /**
   * The intent that brings back what a run changed; plan it like any other, with guards and
   * accepted findings as needed. Planning blocks subjects that others changed since; created users
   * stay, without the licences they were given; findings {@code CANNOT_UNDO} say what does not come
   * back.
   *
   * <pre>{@code
   * licensing.apply(licensing.plan(licensing.undo(report).accepting(DATA_LOSS, 3)));
   * }</pre>
   *
   * @throws IllegalArgumentException if the run changed nothing
   */
  public LicenseIntent undo(ApplyReport report) {
    return Undo.of(Objects.requireNonNull(report, "report"));
  }

  /**
   * The intent that brings back what a journal says was changed, as {@link #undo(ApplyReport)}.
   *
   * @throws IllegalArgumentException if nothing was changed
   * @throws io.github.m365licensing.tenant.PlanRefusedException if the journal was tampered with
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public LicenseIntent undo(Path journal) {
    return Undo.of(Journal.read(Objects.requireNonNull(journal, "journal")));
  }

  private TenantNames names() {
    return context.readNames();
  }

  private List<OwnedSku> owned(TenantNames names, List<SubscribedSku> skus) {
    return skus.stream()
        .sorted(
            Comparator.comparing(SubscribedSku::skuPartNumber).thenComparing(SubscribedSku::skuId))
        .map(sku -> owned(names, sku))
        .toList();
  }

  private OwnedSku owned(TenantNames names, SubscribedSku sku) {
    return new OwnedSku(
        sku, names.names().productName(sku.skuId()), context.facts().traits(sku.skuId()));
  }

  /** What people ask about a tenant, as values, text and CSV. */
  public Reports reports() {
    return Reports.of(context);
  }
}
