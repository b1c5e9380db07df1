package io.github.m365licensing.internal.running;

import io.github.m365licensing.assignment.AssignedLicense;
import io.github.m365licensing.assignment.GroupId;
import io.github.m365licensing.assignment.LicenseAssignmentState;
import io.github.m365licensing.assignment.LicensePaths;
import io.github.m365licensing.directory.UsageLocation;
import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing in which what is read is not as it was expected or wanted. Immutable; whether there is
 * one decides, {@link #text} is for people only.
 */
sealed interface Difference {

  /** What people are told. */
  String text(StateWords words);

  /** A user has another country than expected. */
  record OfUsageLocation(Optional<UsageLocation> was, Optional<UsageLocation> is)
      implements Difference {
    @Override
    public String text(StateWords words) {
      return "usage location was %s, is %s".formatted(words.location(was), words.location(is));
    }
  }

  /**
   * A user has a SKU otherwise than expected.
   *
   * @param was the licences of this SKU only, as expected
   * @param is the licences of this SKU only, as read
   */
  record OfUserSku(SkuId skuId, LicensePaths was, LicensePaths is) implements Difference {
    @Override
    public String text(StateWords words) {
      return "%s was %s, is %s".formatted(words.sku(skuId), text(was, words), text(is, words));
    }

    private static String text(LicensePaths licenses, StateWords words) {
      List<String> paths = new ArrayList<>();
      licenses.all().forEach(path -> paths.add(words.path(path)));
      for (AssignedLicense license : licenses.unexplained()) {
        paths.add("held, from where is not shown" + words.without(license.disabledPlans()));
      }
      return paths.isEmpty() ? "not held" : String.join(" and ", paths);
    }
  }

  /**
   * A group gives a SKU otherwise than expected.
   *
   * @param was the licences of this SKU only, as expected
   * @param is the licences of this SKU only, as read
   */
  record OfGroupSku(SkuId skuId, LicensePaths was, LicensePaths is) implements Difference {
    @Override
    public String text(StateWords words) {
      return "%s was %s, is %s".formatted(words.sku(skuId), text(was, words), text(is, words));
    }

    private static String text(LicensePaths licenses, StateWords words) {
      List<String> paths = licenses.all().stream().map(words::ofGroup).toList();
      return paths.isEmpty() ? "not assigned" : String.join(" and ", paths);
    }
  }

  /** A group that users were to join was deleted. */
  record GroupGone(GroupId group) implements Difference {
    @Override
    public String text(StateWords words) {
      return "it does not exist any more";
    }
  }

  /** A user is not found. */
  record Unreadable() implements Difference {
    @Override
    public String text(StateWords words) {
      return "the user cannot be read";
    }
  }

  /** The country that was set is not there. */
  record OtherUsageLocation(Optional<UsageLocation> is) implements Difference {
    @Override
    public String text(StateWords words) {
      return "usage location is " + words.location(is);
    }
  }

  /** A licence that was assigned is not there. */
  record NotAssigned(SkuId skuId) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(skuId) + " is not assigned";
    }
  }

  /** A licence that was removed is still there. */
  record StillAssigned(SkuId skuId) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(skuId) + " is still assigned";
    }
  }

  /** A path is there, but not as wanted. */
  record OtherPath(LicenseAssignmentState path) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(path.skuId()) + " is " + words.path(path);
    }
  }

  /** A group has a licence, but not as wanted. */
  record OtherOfGroup(LicenseAssignmentState path) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(path.skuId()) + " is " + words.ofGroup(path);
    }
  }

  /** A path through a group that was left is still there. */
  record StillThrough(LicenseAssignmentState path) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(path.skuId()) + " is still " + words.path(path);
    }
  }

  /** A licence of a group that was joined is not there. */
  record NotThroughGroup(SkuId skuId, String groupName) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(skuId) + " is not there through group '" + groupName + "'";
    }
  }

  /** A licence that was to come through some group does not, or is in error there. */
  record NotInherited(SkuId skuId) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.sku(skuId) + " is not there through a group";
    }
  }

  /** A service that was to stay on would be off. */
  record WouldBeOff(ServicePlanId servicePlanId) implements Difference {
    @Override
    public String text(StateWords words) {
      return words.plan(servicePlanId) + " would be off";
    }
  }
}
