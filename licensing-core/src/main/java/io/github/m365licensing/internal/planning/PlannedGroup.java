package io.github.m365licensing.internal.planning;

import io.github.m365licensing.plan.ChangeShape;
import java.util.Optional;

/**
 * What happens to a group.
 *
 * @param consequences what becomes of its members; empty if its licences stay as they are
 */
record PlannedGroup(ChangeShape shape, Optional<MemberConsequences> consequences) {}
