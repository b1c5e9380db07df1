package io.github.m365licensing.tenant;

import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseDetails;
import io.github.m365licensing.directory.LicensedGroup;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.ManagedDevice;
import io.github.m365licensing.directory.Organization;
import io.github.m365licensing.directory.Subscription;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.directory.UserQuery;
import io.github.m365licensing.sku.SubscribedSku;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A tenant, as far as licensing needs it: the port of the library. Users may implement it, and
 * check with the rules of {@code testkit.contract} that they did; implementations are thread-safe.
 *
 * <p>Reads show the service as it answers: a good write may not be visible in the next read. What
 * grows with the tenant's people comes as a {@link Stream} read page by page; close it. What is
 * bounded by its products is a list.
 *
 * <p>Every read throws {@link AccessDeniedException} if the caller may not read this, {@link
 * ThrottledException} if the retry budget ended in throttling, and {@link
 * UnexpectedResponseException} if the service could not be reached or gave an unusable answer. A
 * read changes nothing. Streams throw the same while they are consumed.
 */
public interface Tenant extends AutoCloseable {

  /** The tenant itself. */
  Organization organization();

  /** How the tenant keeps its assignments. Default: not determined. */
  default LicensingModel licensingModel() {
    return LicensingModel.UNKNOWN;
  }

  /** The time that the library shall live by with this tenant. */
  TenantTime time();

  /** The products that the tenant owns, ordered by part number, then id. */
  List<SubscribedSku> listSubscribedSkus();

  /** The purchases behind the products, ordered by part number, then id. */
  List<Subscription> listSubscriptions();

  /**
   * The user with this object id or user principal name, without deleted ones. A user created a
   * moment ago may not be found yet.
   */
  Optional<LicensedUser> findUser(String idOrUserPrincipalName);

  /**
   * The users with these object ids or user principal names, in the order given; those that are not
   * found are left out. Default: one {@link #findUser} after the other; where each takes a round
   * trip, an implementation should ask for many at once.
   */
  default Stream<LicensedUser> listUsersNamed(List<String> idsOrUserPrincipalNames) {
    return List.copyOf(Objects.requireNonNull(idsOrUserPrincipalNames, "idsOrUserPrincipalNames"))
        .stream()
        .flatMap(name -> findUser(name).stream());
  }

  /** The users that match, each once, in the service's order, without deleted ones. */
  Stream<LicensedUser> listUsers(UserQuery query);

  /**
   * The users with these ids, in the order of the ids; ids that are not found are left out. Meant
   * for reading again just before and after a write, and read in batches.
   */
  Stream<LicensedUser> listUsersById(List<UserId> ids);

  /** The plans of each SKU that a user holds, with their status for this user; empty if unknown. */
  List<LicenseDetails> listLicenseDetails(UserId user);

  /** The group with this id. */
  Optional<LicensedGroup> findGroup(GroupId id);

  /** The groups with exactly this display name, compared without case, ordered by id. */
  List<LicensedGroup> listGroupsNamed(String displayName);

  /** The groups that carry licences. */
  Stream<LicensedGroup> listLicensedGroups();

  /** The direct members of a group that are users; licences reach these only. */
  Stream<LicensedUser> listMembers(GroupId group);

  /** The direct members of a group that are groups themselves; licences do not reach theirs. */
  List<LicensedGroup> listNestedGroups(GroupId group);

  /** The members of a group for whom its licences are in error. */
  Stream<LicensedUser> listMembersWithLicenseErrors(GroupId group);

  /** The devices that Intune manages. */
  Stream<ManagedDevice> listManagedDevices();

  /**
   * Writes. Blocks until every write of the list was reported exactly once, in any order, never two
   * at a time. Never throws for a write's own failure: that is an outcome. Batching, pacing and
   * retry are the implementation's. When the thread is interrupted, writes in flight are finished,
   * the rest is reported NOT_STARTED, and the interrupt flag stays set. May be called from several
   * threads.
   *
   * @param writes the writes; no two with the same subject
   * @param done told of each outcome, on the calling thread or another
   * @throws IllegalArgumentException if two writes have the same subject; nothing is sent
   */
  void submit(List<TenantWrite> writes, Consumer<WriteOutcome> done);

  /** Gives back what the connection holds. Closing twice does nothing. */
  @Override
  void close();
}
