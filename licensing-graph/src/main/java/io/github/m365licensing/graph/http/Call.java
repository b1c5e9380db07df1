package io.github.m365licensing.graph.http;

import com.microsoft.kiota.RequestInformation;
import io.github.m365licensing.tenant.GraphOperation;
import java.util.function.Supplier;

/**
 * A read, ready to be sent as often as it takes.
 *
 * @param operation the Graph operation, for what it needs to be allowed
 * @param name the method and the path template; goes into logs and errors, so it names nobody
 * @param request makes the request; asked again for every attempt, since a sent one is used up
 */
public record Call(GraphOperation operation, String name, Supplier<RequestInformation> request) {}
