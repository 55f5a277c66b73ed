using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Exchange;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Portal;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Serving;

namespace Zhijian;

/// <summary>The rooms of the house: platform rooms with pages of their own, then the modules in the order data flows.</summary>
public static class Rooms
{
    public static readonly IReadOnlyList<IModule> All =
    [
        new OrganisationsRoom(),
        new ReferenceRoom(),
        new AccessRoom(),
        new JobsRoom(),
        new NoticesRoom(),
        new FilesRoom(),
        new PapersRoom(),
        new ImportsRoom(),
        new OrganisationImportRoom(),
        new AuditRoom(),
        new RegistryModule(),
        new DeclarationsModule(),
        new MonitoringModule(),
        new DangersModule(),
        new InspectionsModule(),
        new CasesModule(),
        new CreditModule(),
        new ServingModule(),
        new OversightModule(),
        new ExchangeModule(),
        new PortalModule(),
    ];
}
