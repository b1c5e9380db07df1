/**
 * What a test arranges or asks, as values: who calls, what lags, what goes wrong, what was
 * received, and the requests and answers of Graph's wire.
 */
@NullMarked
package io.github.m365licensing.testkit.scenario;

import org.jspecify.annotations.NullMarked;
