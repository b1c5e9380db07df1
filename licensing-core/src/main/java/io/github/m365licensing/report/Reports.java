package io.github.m365licensing.report;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.internal.context.LicensingContext;
import io.github.m365licensing.internal.names.GroupNames;
import io.github.m365licensing.internal.names.TenantNames;
import io.github.m365licensing.rules.LicenseFacts;
import io.github.m365licensing.rules.SkuTrait;
import io.github.m365licensing.sku.AppliesTo;
import io.github.m365licensing.sku.ServicePlan;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.sku.TenantSkus;
import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.tenant.TenantSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What people ask about a tenant. Every method reads the tenant anew and changes nothing. Users are
 * read page by page and not kept: memory grows with the rows found. Thread-safe.
 *
 * <p>Every method throws {@link io.github.m365licensing.tenant.AccessDeniedException}, {@link
 * io.github.m365licensing.tenant.ThrottledException} or {@link
 * io.github.m365licensing.tenant.UnexpectedResponseException} if the tenant cannot be read; there
 * is no half report. Only names of groups may be missing: where groups must not be read, their ids
 * stand instead.
 */
public final class Reports {

  /** What ends within this time ends soon. */
  private static final Duration SOON = Duration.ofDays(30);

  private final LicensingContext context;
  private final Tenant tenant;
  private final LicenseFacts facts;

  private Reports(LicensingContext context) {
    this.context = context;
    this.tenant = context.tenant();
    this.facts = context.facts();
  }

  /** For {@code Licensing.reports()}. */
  public static Reports of(LicensingContext context) {
    return new Reports(Objects.requireNonNull(context, "context"));
  }

  /**
   * What users get more than once: the same plan on through two SKUs, and direct assignments beside
   * groups that give the same. Only plans that are switched per user count, only paths in effect,
   * and only SKUs that are Enabled or Warning. A licence that no path explains is not looked at.
   * Ordered by user; for each, what comes twice before what is redundant. Reads all users.
   */
  public UserReport<Overlap> overlaps() {
    Instant now = tenant.time().now();
    TenantNames names = names();
    OverlapFinder finder = new OverlapFinder(names.skus(), SourceNames.read(tenant, names.names()));
    List<Overlap> rows = new ArrayList<>();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(user -> rows.addAll(finder.of(user)));
    }
    rows.sort(Comparator.comparing(Overlap::user));
    return new UserReport<>(
        "Overlaps", now, rows, row -> List.of(row.user()), OverlapFinder.TEXT, OverlapFinder.CSV);
  }

  /**
   * Licences of accounts that cannot sign in, ordered by user, then by part number. Left out are
   * licences that cost no seat or nothing: SKUs whose units are not counted, free ones and trials
   * that people start themselves; and those for rooms and phone lines, whose accounts are disabled
   * on purpose. Shared mailboxes are disabled on purpose, too, and are not told apart. Reads the
   * disabled users.
   */
  public UserReport<WastedLicense> waste() {
    Instant now = tenant.time().now();
    TenantNames names = names();
    SourceNames sources = SourceNames.read(tenant, names.names());
    List<WastedLicense> rows = new ArrayList<>();
    try (Stream<LicensedUser> users = tenant.listUsers(new UserQuery.Enabled(false))) {
      users.forEach(
          user -> {
            for (AssignedLicense license : user.assignedLicenses()) {
              if (isWastable(license.skuId())) {
                rows.add(wasted(user, license.skuId(), names, sources));
              }
            }
          });
    }
    rows.sort(
        Comparator.comparing(WastedLicense::user)
            .thenComparing(WastedLicense::skuPartNumber)
            .thenComparing(WastedLicense::skuId));
    return new UserReport<>(
        "Licences of disabled accounts",
        now,
        rows,
        row -> List.of(row.user()),
        WastedLicense.TEXT,
        WastedLicense.CSV);
  }

  private boolean isWastable(SkuId sku) {
    return facts.countsSeats(sku)
        && !facts.is(sku, SkuTrait.FREE)
        && !facts.is(sku, SkuTrait.VIRAL)
        && !facts.is(sku, SkuTrait.RESOURCE_ACCOUNT);
  }

  private static WastedLicense wasted(
      LicensedUser user, SkuId sku, TenantNames names, SourceNames sources) {
    return new WastedLicense(
        ReportedUser.of(user),
        sku,
        names.names().skuPartNumber(sku),
        sources.of(user.licenses().all(), sku));
  }

  /**
   * Plans that joined a SKU since a snapshot, ordered by part number, then by plan name, and for
   * whom they are on. A plan that joins is on wherever the SKU is assigned until somebody switches
   * it off (documented for groups, inferred for users). SKUs that were bought since are not looked
   * at. Reads the holders of the SKUs that changed.
   *
   * @throws IllegalArgumentException if the snapshot is of another tenant, or pseudonymised
   */
  public UserReport<NewPlan> newPlans(TenantSnapshot since) {
    Objects.requireNonNull(since, "since");
    if (!since.organization().id().equals(tenant.organization().id())) {
      throw new IllegalArgumentException(
          "The snapshot is of tenant %s, not of %s. No user was read. Take a snapshot of this tenant that is not pseudonymised."
              .formatted(since.organization().id(), tenant.organization().id()));
    }
    Instant now = tenant.time().now();
    TenantNames names = names();
    List<NewPlan> rows = new ArrayList<>();
    for (JoinedPlans joined :
        JoinedPlans.between(TenantSkus.of(since.subscribedSkus()), names.skus())) {
      rows.addAll(newPlans(joined, names.names().skuPartNumber(joined.skuId())));
    }
    rows.sort(Comparator.comparing(NewPlan::skuPartNumber).thenComparing(NewPlan::skuId));
    return new UserReport<>(
        "New plans since " + since.takenAt(), now, rows, NewPlan::users, NewPlan.TEXT, NewPlan.CSV);
  }

  private List<NewPlan> newPlans(JoinedPlans joined, String skuPartNumber) {
    Map<ServicePlan, List<ReportedUser>> onFor = new HashMap<>();
    joined.plans().forEach(plan -> onFor.put(plan, new ArrayList<>()));
    if (joined.plans().stream().anyMatch(ServicePlan::isForUsers)) {
      try (Stream<LicensedUser> users = tenant.listUsers(new UserQuery.HasSku(joined.skuId()))) {
        users.forEach(user -> addTo(onFor, user, joined));
      }
    }
    return joined.plans().stream()
        .map(
            plan ->
                new NewPlan(
                    joined.skuId(),
                    skuPartNumber,
                    plan,
                    onFor.getOrDefault(plan, List.of()).stream().sorted().toList()))
        .toList();
  }

  private static void addTo(
      Map<ServicePlan, List<ReportedUser>> onFor, LicensedUser user, JoinedPlans joined) {
    ReportedUser reported = ReportedUser.of(user);
    onFor.forEach(
        (plan, users) -> {
          if (plan.isForUsers() && joined.isOn(plan, user)) {
            users.add(reported);
          }
        });
  }

  /**
   * The seats of every SKU: owned, in use and free, ordered by part number, then by id. SKUs whose
   * units are no seats, or too many to count, are marked. Reads no user.
   */
  public Report<SkuSeats> seats() {
    Instant now = tenant.time().now();
    TenantNames names = names();
    List<SkuSeats> rows =
        names.skus().all().stream()
            .sorted(
                Comparator.comparing(SubscribedSku::skuPartNumber)
                    .thenComparing(SubscribedSku::skuId))
            .map(
                sku ->
                    new SkuSeats(
                        sku,
                        names.names().productName(sku.skuId()),
                        facts.countsSeats(sku.skuId())
                            && !sku.appliesTo().equals(AppliesTo.COMPANY),
                        facts.traits(sku.skuId())))
            .toList();
    return new Report<>("Seats", now, rows, SkuSeats.TEXT, SkuSeats.CSV);
  }

  /** The same as {@link #lapses(Duration)} within 30 days. */
  public UserReport<Lapse> lapses() {
    return lapses(SOON);
  }

  /**
   * Purchases that end soon or are past their end (Warning, Suspended or later), the next to change
   * first, then those without a date by part number. Units past their end that no purchase accounts
   * for are taken from the SKU. A purchase that will be renewed may be among them: Graph shows its
   * date all the same. Reads the holders of the SKUs concerned.
   *
   * @param within what ends within this time from now ends soon
   * @throws IllegalArgumentException if the time is negative
   */
  public UserReport<Lapse> lapses(Duration within) {
    if (Objects.requireNonNull(within, "within").isNegative()) {
      throw new IllegalArgumentException(
          "within must not be negative, but is " + within + ". Nothing was read.");
    }
    Instant now = tenant.time().now();
    LapseFinder finder = new LapseFinder(names().skus(), facts, now.plus(within), this::holders);
    List<Lapse> rows = finder.of(tenant.listSubscriptions());
    return new UserReport<>(
        "Lapses", now, rows, Lapse::users, LapseFinder.text(now), LapseFinder.CSV);
  }

  private List<ReportedUser> holders(SkuId sku) {
    try (Stream<LicensedUser> users = tenant.listUsers(new UserQuery.HasSku(sku))) {
      return users.map(ReportedUser::of).sorted().toList();
    }
  }

  /**
   * The members for whom licences of a group are in error, each with cause and cure, ordered by
   * user, then by part number. Reads the members in error. Users who left the group are not among
   * them; {@link #groupErrors()} finds those.
   *
   * @param group the display name or object id
   * @throws io.github.m365licensing.tenant.UnknownNameException if it means no group or several
   * @throws IllegalArgumentException if it is blank
   */
  public UserReport<GroupError> groupErrors(String group) {
    LicensedGroup found = GroupNames.find(tenant, Objects.requireNonNull(group, "group"));
    Instant now = tenant.time().now();
    GroupErrorFinder finder = errors();
    List<GroupError> rows = new ArrayList<>();
    try (Stream<LicensedUser> users = tenant.listMembersWithLicenseErrors(found.id())) {
      users.forEach(user -> rows.addAll(finder.of(user, found.id(), found.displayName())));
    }
    rows.sort(
        Comparator.comparing(GroupError::user)
            .thenComparing(GroupError::skuPartNumber)
            .thenComparing(GroupError::skuId));
    return new UserReport<>(
        "Licence errors of group '" + found.displayName() + "'",
        now,
        rows,
        row -> List.of(row.user()),
        GroupError.TEXT,
        GroupError.CSV);
  }

  /**
   * The licences of all groups that are in error, by cause and group, those with the most users
   * first. Reads all users: so it finds also those who left a group and could not give its licence
   * back.
   */
  public UserReport<GroupErrorCause> groupErrors() {
    Instant now = tenant.time().now();
    GroupErrorFinder finder = errors();
    try (Stream<LicensedUser> users = tenant.listUsers(UserQuery.everyone())) {
      users.forEach(finder::add);
    }
    return new UserReport<>(
        "Licence errors of groups",
        now,
        finder.causes(),
        GroupErrorCause::users,
        GroupErrorCause.TEXT,
        GroupErrorCause.CSV);
  }

  private GroupErrorFinder errors() {
    TenantNames names = names();
    return new GroupErrorFinder(
        context.rules(names), names, SourceNames.read(tenant, names.names()));
  }

  private TenantNames names() {
    return context.readNames();
  }
}
