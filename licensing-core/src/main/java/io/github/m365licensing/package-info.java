/**
 * The entry to the library: {@link io.github.m365licensing.Licensing} looks, plans, applies,
 * resumes and undoes, for one tenant.
 */
@NullMarked
package io.github.m365licensing;

import org.jspecify.annotations.NullMarked;
