/**
 * The fake tenant as Microsoft Graph over HTTP, for clients written by others: in process for
 * clients on OkHttp and Azure Core, or on a loopback port for every other one.
 *
 * <p>Needs the Graph SDK and Azure Identity on the class path, except for {@link
 * io.github.m365licensing.testkit.graph.FakeGraphServer}, which needs the JDK only.
 */
@NullMarked
package io.github.m365licensing.testkit.graph;

import org.jspecify.annotations.NullMarked;
