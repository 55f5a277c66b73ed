using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

sealed class OfficerCertificates(ZhijianDb db) : IOfficerCertificates
{
    public async Task<IReadOnlyDictionary<Guid, string>> ValidAsync(IReadOnlyCollection<Guid> officers, DateOnly on, CancellationToken ct)
    {
        Guid[] ids = [.. officers];
        return await db.Set<OfficerCertificate>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(c => EF.Parameter(ids).Contains(c.UserId) && (c.ValidUntil == null || c.ValidUntil >= on)).ToDictionaryAsync(c => c.UserId, c => c.Number, ct);
    }
}

/// <summary>Officers with their certificates and what stands against them at an employer.</summary>
public sealed class InspectionOfficers(ZhijianDb db, WritePath write, Viewer viewer, DangerOfficers officers)
{
    public sealed record Holder(Guid Id, string Name, string? Certificate, DateOnly? ValidUntil);

    public async Task<IReadOnlyList<Holder>> OfAsync(string authorityCode, CancellationToken ct)
    {
        var faces = await officers.OfAsync(authorityCode, ct);
        var ids = faces.ConvertAll(f => f.Id);
        var held = await db.Set<OfficerCertificate>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => ids.Contains(c.UserId)).ToDictionaryAsync(c => c.UserId, ct);
        return faces.ConvertAll(f => new Holder(f.Id, f.Name, held.GetValueOrDefault(f.Id)?.Number, held.GetValueOrDefault(f.Id)?.ValidUntil));
    }

    public static IReadOnlyList<Option> Options(IEnumerable<Holder> holders) => [.. holders.Select(h => new Option(h.Id.ToString(), h.Certificate is null ? $"{h.Name}（没有证号）" : $"{h.Name}（{h.Certificate}）"))];

    /// <summary>Two officers as the rules judge them.</summary>
    public async Task<(InspectionOfficer First, InspectionOfficer Second)> PairAsync(string authorityCode, Guid employerId, Guid? first, Guid? second, CancellationToken ct)
    {
        var all = await OfAsync(authorityCode, ct);
        var recusals = await db.Set<OfficerRecusal>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.EmployerId == employerId && (r.UserId == first || r.UserId == second))
            .ToDictionaryAsync(r => r.UserId, r => r.Reason, ct);
        InspectionOfficer Of(Guid? id, string field, string missing) =>
            id is null ? throw new Refusal(missing, field)
            : all.FirstOrDefault(h => h.Id == id) is { } holder ? new(holder.Id.ToString(), holder.Name, holder.Certificate, holder.ValidUntil, recusals.GetValueOrDefault(holder.Id))
            : throw new Refusal("所选人员不是本机关的执法人员。", field);
        return (Of(first, "FirstOfficer", "请选择执法人员。"), Of(second, "SecondOfficer", "请选择第二名执法人员，执法人员不得少于两人。"));
    }

    /// <summary>Writes down or changes the certificate of an officer of the viewer's own authority.</summary>
    public Task CertifyAsync(Guid? userId, string? number, DateOnly? validUntil, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.certify", Key: key), async change =>
    {
        var code = Texts.Needed(number, InspectionTables.Short, "Number", "执法证号");
        var place = viewer.DivisionCode ?? throw new Refusal("只有监管机关的人员可以登记执法证。");
        if (userId is not { } user || (await OfAsync(place, ct)).All(h => h.Id != user)) throw new Refusal("请选择本机关的执法人员。", "UserId");
        if (await db.Set<OfficerCertificate>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(c => c.Number == code && c.UserId != user, ct)) throw new Refusal("这个执法证号已登记在另一名人员名下。", "Number");
        var held = await db.Set<OfficerCertificate>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(c => c.UserId == user, ct);
        if (held is null) db.Add(held = new() { UserId = user, DivisionCode = place, Number = code });
        (held.DivisionCode, held.Number, held.ValidUntil) = (place, code, validUntil);
    }, ct);

    /// <summary>回避: an officer keeps away from the employer, here and with its dangers.</summary>
    public Task RecuseAsync(Guid taskId, Guid? officer, string? reason, InspectionAccess access, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.recuse", reason, key), async change =>
    {
        var task = await access.ForAsync(taskId, null, ct);
        await officers.RecuseFromAsync(task.EmployerId, task.AuthorityCode, officer, reason, ct);
        access.Remark(task, Platform.ChinaTime.DateOf(change.At), "登记回避", reason, change.At);
    }, ct);
}
