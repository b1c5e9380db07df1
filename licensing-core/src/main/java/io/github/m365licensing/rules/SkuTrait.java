package io.github.m365licensing.rules;

/** What is peculiar about some SKUs, known by id because nothing in a tenant's answer tells. */
public enum SkuTrait {
  /**
   * Bought for devices and not assigned. Holds the ordinary plans, INTUNE_A for instance, so that
   * its plans cannot tell it from a user's licence.
   */
  DEVICE_ONLY,
  /** Bought by people themselves (self-service purchase); {@code assignLicense} never works. */
  DEPARTMENT,
  /** For the whole tenant, not for users. */
  COMPANY,
  /** Free of charge. */
  FREE,
  /** A trial that people start themselves. */
  VIRAL,
  /** For rooms, shared devices and phone resource accounts rather than people. */
  RESOURCE_ACCOUNT,
  /** Sold by storage, requests or page views; its units are no seats. */
  CAPACITY,
  /** Comes with so many units that counting them says nothing. */
  UNCOUNTED
}
