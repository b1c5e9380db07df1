/** What names of SKUs, plans and groups mean in one tenant, and what ids are called there. */
@NullMarked
package io.github.m365licensing.internal.names;

import org.jspecify.annotations.NullMarked;
