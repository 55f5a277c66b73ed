using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Organisations;

namespace Zhijian;

/// <summary>The rooms of the house: platform rooms with pages of their own, then the modules in the order data flows.</summary>
public static class Rooms
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new OrganisationsRoom(),
        new AccessRoom(),
        new AuditRoom(),
    ];
}
