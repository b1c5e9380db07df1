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

  /** So many users are asked for at once; the tenant splits that as it needs. */
  private static final int BATCH = 500;

  private final Tenant tenant;

  SubjectReader(Tenant tenant) {
    this.tenant = tenant;
  }

  /**
   * The states of the subjects; those that cannot be found are left out. A user whose creation got
   * no answer is looked for by name, and knows its id afterwards.
   */
  IdentityHashMap<Track, LicenseState> read(Collection<Track> tracks) {
    IdentityHashMap<Track, LicenseState> states = new IdentityHashMap<>();
    Map<UserId, Track> byId = new HashMap<>();
    List<UserId> ids = new ArrayList<>();
    for (Track track : tracks) {
      if (track.id().isPresent()) {
        byId.put(track.id().get(), track);
        ids.add(track.id().get());
      } else if (track.group().isPresent()) {
        tenant
            .findGroup(track.group().get())
            .ifPresent(group -> states.put(track, LicenseState.of(group)));
      } else if (track.change().subject() instanceof Subject.OfNewUser newUser) {
        Optional<LicensedUser> found = tenant.findUser(newUser.userPrincipalName());
        if (found.isPresent()) {
          track.created(found.get().id());
          states.put(track, LicenseState.of(found.get()));
        }
      }
    }
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<UserId> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
      try (Stream<LicensedUser> users = tenant.listUsersById(List.copyOf(batch))) {
        users.forEach(
            user -> {
              Track track = byId.get(user.id());
              if (track != null) {
                states.put(track, LicenseState.of(user));
              }
            });
      }
    }
    return states;
  }
}
