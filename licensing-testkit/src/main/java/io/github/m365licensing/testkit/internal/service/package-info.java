/**
 * What the service does about licences: reads, writes, refusals, and groups that are processed
 * later.
 */
@NullMarked
package io.github.m365licensing.testkit.internal.service;

import org.jspecify.annotations.NullMarked;
