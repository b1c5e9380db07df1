package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.tenant.Tenant;
import io.github.m365licensing.testkit.FakeTenant;

/** One way to break a sound port, and the ids of the rules that must notice. */
interface Break {

  /** The broken port. */
  Tenant of(FakeTenant sound);

  /** The ids of the rules that must fail, in the order of their text, with blanks between. */
  String noticedBy();
}
