package io.github.m365licensing.internal.running;

import io.github.m365licensing.directory.LicenseState;
import io.github.m365licensing.directory.LicensedUser;
import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.UserId;
import io.github.m365licensing.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the states of subjects, in batches. */
final class SubjectReader {

  /** How many users are asked for at once; the tenant splits that as it needs. */
  private static final int BATCH = 500;

  private final Tenant tenant;

  SubjectReader(Tenant tenant) {
    this.tenant = tenant;
  }

  /**
   * The states of the subjects; those that cannot be found are left out. A user whose creation got
   * no answer is looked for by name, and knows its id afterwards.
   */
  IdentityHashMap<SubjectRun, LicenseState> read(Collection<SubjectRun> subjects) {
    IdentityHashMap<SubjectRun, LicenseState> states = new IdentityHashMap<>();
    Map<UserId, SubjectRun> byId = new HashMap<>();
    List<UserId> ids = new ArrayList<>();
    for (SubjectRun subject : subjects) {
      if (subject.id().isPresent()) {
        byId.put(subject.id().get(), subject);
        ids.add(subject.id().get());
      } else if (subject.group().isPresent()) {
        tenant
            .findGroup(subject.group().get())
            .ifPresent(group -> states.put(subject, LicenseState.of(group)));
      } else if (subject.change().subject() instanceof Subject.OfNewUser newUser) {
        Optional<LicensedUser> found = tenant.findUser(newUser.userPrincipalName());
        if (found.isPresent()) {
          subject.created(found.get().id());
          states.put(subject, LicenseState.of(found.get()));
        }
      }
    }
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<UserId> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
      try (Stream<LicensedUser> users = tenant.listUsersById(List.copyOf(batch))) {
        users.forEach(
            user -> {
              SubjectRun subject = byId.get(user.id());
              if (subject != null) {
                states.put(subject, LicenseState.of(user));
              }
            });
      }
    }
    return states;
  }
}
