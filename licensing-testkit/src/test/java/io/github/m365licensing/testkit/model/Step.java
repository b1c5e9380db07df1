package io.github.m365licensing.testkit.model;

import java.util.Map;
import java.util.Set;

/** One thing that happens to the tenant and to its model. */
sealed interface Step {

  /** Assigns and removes SKUs of a user in one call. */
  record Assign(int user, Map<String, Set<String>> add, Set<String> remove) implements Step {}

  /** Sets the usage location of a user. */
  record Locate(int user) implements Step {}

  /** Makes a user a member. */
  record Join(int user, String group) implements Step {}

  /** Takes a member out. */
  record Leave(int user, String group) implements Step {}

  /** Gives the group its SKU with these plans off. */
  record License(String group, Set<String> off) implements Step {}

  /** Takes the SKU from the group. */
  record Unlicense(String group) implements Step {}

  /** Deletes a user; it can be restored. */
  record Delete(int user) implements Step {}

  /** Restores a deleted user. */
  record Restore(int user) implements Step {}

  /** Owns this many seats from now on. */
  record Buy(String sku, int seats) implements Step {}

  /** Has the service process a user again. */
  record Reprocess(int user) implements Step {}
}
