/**
 * From a plan to a changed tenant: writing stage by stage, journal first, reading back until what
 * was planned is seen, and undoing it. A change of a group's licences is read back member by
 * member.
 */
@NullMarked
package io.github.m365licensing.apply;

import org.jspecify.annotations.NullMarked;
