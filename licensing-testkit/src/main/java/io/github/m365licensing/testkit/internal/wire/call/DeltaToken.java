package io.github.m365licensing.testkit.internal.wire.call;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a client stands in the changes of a collection. Opaque on the wire; carries the options of
 * the first request, which Graph remembers too.
 *
 * @param collection {@code users} or {@code groups}
 * @param changes the number of the last change that the client has, or will have after its pages
 * @param position the last object of the first round already sent; −1 when that round is over
 * @param issued when the round began
 * @param select the properties as first selected; empty for the default ones
 * @param ids the objects that are followed; empty for all
 */
record DeltaToken(
    String collection,
    long changes,
    long position,
    Instant issued,
    List<String> select,
    List<UUID> ids) {

  /** How long the directory keeps tokens. Documented. */
  static final Duration LIFETIME = Duration.ofDays(7);

  private static final String MARK = "delta";

  String encoded() {
    String text =
        String.join(
            ";",
            MARK,
            collection,
            Long.toString(changes),
            Long.toString(position),
            Long.toString(issued.getEpochSecond()),
            String.join(",", select),
            String.join(",", ids.stream().map(UUID::toString).toList()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The token that the text stands for; none if it stands for nothing. */
  static Optional<DeltaToken> decode(String encoded) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      String[] parts = text.split(";", -1);
      if (parts.length == 7 && parts[0].equals(MARK)) {
        List<UUID> ids = new ArrayList<>();
        for (String id : listed(parts[6])) {
          ids.add(UUID.fromString(id));
        }
        return Optional.of(
            new DeltaToken(
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Instant.ofEpochSecond(Long.parseLong(parts[4])),
                listed(parts[5]),
                ids));
      }
      return Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  private static List<String> listed(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  DeltaToken at(long next) {
    return new DeltaToken(collection, changes, next, issued, select, ids);
  }

  /** The same client, up to date with this change. */
  DeltaToken upTo(long change, Instant now) {
    return new DeltaToken(collection, change, -1, now, select, ids);
  }

  boolean isFirstRound() {
    return position >= 0;
  }

  boolean isExpiredAt(Instant now) {
    return now.isAfter(issued.plus(LIFETIME));
  }

  boolean follows(UUID id) {
    return ids.isEmpty() || ids.contains(id);
  }
}
