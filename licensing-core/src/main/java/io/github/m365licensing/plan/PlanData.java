package io.github.m365licensing.plan;

import io.github.m365licensing.directory.Subject;
import io.github.m365licensing.directory.TenantId;
import io.github.m365licensing.rules.SeatLedger;
import io.github.m365licensing.sku.SubscribedSku;
import io.github.m365licensing.tenant.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that a plan says.
 *
 * @param canary so many subjects are changed and confirmed first; 0 for none
 * @param changes ordered by subject
 * @param profiles of the users to be created
 */
public record PlanData(
    TenantId tenantId,
    Instant observedAt,
    int canary,
    PlannedChanges changes,
    SortedMap<Subject, UserProfile> profiles,
    List<Finding> planFindings,
    List<Stage> stages,
    List<SeatLedger.Line> seats,
    List<SubscribedSku> skus) {}
