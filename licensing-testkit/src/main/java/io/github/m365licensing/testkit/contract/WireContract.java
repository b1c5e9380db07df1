package io.github.m365licensing.testkit.contract;

/**
 * Every rule about Graph's wire: what the port {@link io.github.m365licensing.tenant.Tenant} hides
 * or never sends. Implement it in a test class:
 *
 * <pre>{@code
 * class MyGraphContractTest implements WireContract {
 *   @Override
 *   public GraphDoor contosoWire() {
 *     return (method, path, body) -> send(method, path, body); // with your HTTP client
 *   }
 * }
 * }</pre>
 */
public interface WireContract
    extends WireRefusalContract,
        WireLicenseContract,
        WireGroupContract,
        WireUserContract,
        WireQueryContract {}
