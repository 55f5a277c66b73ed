using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Exchange.In;

/// <summary>部门共享: what other departments say of the employer; for supervisors only, persons masked.</summary>
sealed class InboxTab(ZhijianDb db, CatalogueBook catalogue, Viewer viewer) : IEmployerTab
{
    const int Most = 200;
    internal const string TabKey = "shared";
    public string Key => TabKey;
    public string Title => "部门共享";
    public int Order => 85;
    public string View => "/Modules/Exchange/Pages/_Tab.cshtml";

    public sealed record Fact(string Title, string Value);
    public sealed record Item(string Resource, string Partner, DateTime ReceivedAt, IReadOnlyList<Fact> Facts);
    public sealed record Model(IReadOnlyList<Item> Items, bool MayAnswer, Guid EmployerId);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => viewer.May(ExchangeModule.View) ? await db.Set<InboxRecord>().CountAsync(r => r.EmployerId == employerId, ct) : null;

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        if (!viewer.May(ExchangeModule.View)) return new Model([], false, id);
        var records = await (from r in db.Set<InboxRecord>().AsNoTracking()
                             where r.EmployerId == id
                             join p in db.Set<Partner>().IgnoreQueryFilters([Conventions.ScopeFilter]) on r.PartnerId equals p.Id
                             orderby r.ReceivedAt descending, r.Id
                             select new { Record = r, Partner = p.Name }).Take(Most).ToListAsync(ct);
        var prefix = $"{id:N}:";
        var open = viewer.May(ExchangeModule.Answer) && await db.Set<Todo>().AnyAsync(t => InSchemas.TaskKinds.Contains(t.SubjectKind) && t.SubjectId.StartsWith(prefix) && t.DoneAt == null, ct);
        return new Model(records.ConvertAll(r => new Item(catalogue.Title(r.Record.Resource), r.Partner, r.Record.ReceivedAt, Facts(r.Record))), open, id);
    }

    static List<Fact> Facts(InboxRecord record)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(record.Data)!;
        return [.. InSchemas.All[record.Resource].Fields.Where(f => f.Key != InSchema.EmployerCode && values.ContainsKey(f.Key)).Select(f => new Fact(f.Title, f.Personal ? new SharedField(f.Key, f.Title, "", FieldMask.Name).Hide(values[f.Key])!.ToString()! : values[f.Key]))];
    }
}
