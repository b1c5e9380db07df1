package io.github.m365licensing.testkit.contract;

/**
 * Every rule. Implement it in a test class:
 *
 * <pre>{@code
 * class FakeTenantContractTest implements TenantContract {
 *   @Override
 *   public Tenant contoso() {
 *     return FakeTenant.contoso();
 *   }
 * }
 * }</pre>
 */
public interface TenantContract
    extends UserReadContract,
        SkuReadContract,
        GroupReadContract,
        AssignmentContract,
        RefusalContract,
        SeatContract,
        UserWriteContract,
        GroupLicensingContract,
        GroupErrorContract,
        MembershipContract,
        SubmitContract,
        DelayContract,
        PermissionContract,
        PagingContract {}
