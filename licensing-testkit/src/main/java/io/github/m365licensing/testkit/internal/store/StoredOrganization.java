package io.github.m365licensing.testkit.internal.store;

import io.github.m365licensing.directory.Organization;
import java.time.Instant;
import java.util.List;

/**
 * The tenant with what only the wire shows of it.
 *
 * @param organization what the port shows
 * @param verifiedDomains the domains, the default one first
 * @param createdDateTime when it was created, UTC
 */
public record StoredOrganization(
    Organization organization, List<String> verifiedDomains, Instant createdDateTime) {

  public StoredOrganization {
    verifiedDomains = List.copyOf(verifiedDomains);
  }
}
