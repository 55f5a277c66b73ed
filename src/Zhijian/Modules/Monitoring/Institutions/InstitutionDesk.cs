using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Monitoring.Institutions;

public sealed record CertificateDraft(string? Grade, string? Number, IReadOnlyList<string> Scopes, string? Area, DateOnly? ValidFrom, DateOnly? ValidTo);
public sealed record MemberDraft(string? Name, string? Title, string? TrainingNumber, DateOnly? ValidTo);
public sealed record InstrumentDraft(string? Number, string? Name, DateOnly? CalibratedOn, DateOnly? CalibrationDue);

/// <summary>An institution keeps its own records. What has the same number or name is written over; the audit keeps what it said.</summary>
public sealed class InstitutionDesk(ZhijianDb db, WritePath write, Viewer viewer, IntakeBook book)
{
    public static readonly string[] Grades = ["甲级", "乙级", "丙级"];

    public Task SaveAsync(CertificateDraft draft, CancellationToken ct) => write.CommitAsync(new("monitoring.institution.certificate"), async _ =>
    {
        var own = await OwnAsync(ct);
        if (!Grades.Contains(draft.Grade)) throw new Refusal("请选择资质等级。", nameof(draft.Grade));
        var number = Need(draft.Number, InstitutionTables.NumberLength, "证书编号", nameof(draft.Number));
        if (draft.Scopes.Count == 0 || draft.Scopes.Except(book.ScopeNames).Any()) throw new Refusal("请选择业务范围。", nameof(draft.Scopes));
        var area = draft.Area?.Trim() ?? "";
        if (area.Length is not (0 or 2 or 4 or 6) || !area.All(char.IsAsciiDigit)) throw new Refusal("服务区域写行政区划代码的前 2、4 或 6 位，全国不填。", nameof(draft.Area));
        var (from, to) = (draft.ValidFrom ?? throw new Refusal("请填写有效期起。", nameof(draft.ValidFrom)), draft.ValidTo ?? throw new Refusal("请填写有效期止。", nameof(draft.ValidTo)));
        if (to < from) throw new Refusal("有效期止早于有效期起。", nameof(draft.ValidTo));
        var held = await db.Set<InstitutionCertificate>().SingleOrDefaultAsync(c => c.InstitutionId == own.Id && c.Number == number, ct);
        if (held is null) db.Add(held = new() { InstitutionId = own.Id, DivisionCode = own.DivisionCode, Grade = draft.Grade!, Number = number, Scopes = "", Area = "" });
        (held.Grade, held.Scopes, held.Area, held.ValidFrom, held.ValidTo) = (draft.Grade!, string.Join('；', draft.Scopes), area, from, to);
    }, ct);

    public Task SaveAsync(MemberDraft draft, CancellationToken ct) => write.CommitAsync(new("monitoring.institution.member"), async _ =>
    {
        var own = await OwnAsync(ct);
        var name = Need(draft.Name, InstitutionTables.NameLength, "姓名", nameof(draft.Name));
        var held = await db.Set<InstitutionMember>().SingleOrDefaultAsync(m => m.InstitutionId == own.Id && m.Name == name, ct);
        if (held is null) db.Add(held = new() { InstitutionId = own.Id, DivisionCode = own.DivisionCode, Name = name });
        (held.Title, held.TrainingNumber, held.ValidTo) = (Short(draft.Title, InstitutionTables.NameLength, nameof(draft.Title)), Short(draft.TrainingNumber, InstitutionTables.NumberLength, nameof(draft.TrainingNumber)), draft.ValidTo);
    }, ct);

    public Task SaveAsync(InstrumentDraft draft, CancellationToken ct) => write.CommitAsync(new("monitoring.institution.instrument"), async _ =>
    {
        var own = await OwnAsync(ct);
        var number = Need(draft.Number, InstitutionTables.NumberLength, "仪器编号", nameof(draft.Number));
        var name = Need(draft.Name, InstitutionTables.NameLength, "仪器名称", nameof(draft.Name));
        if (draft.CalibrationDue < draft.CalibratedOn) throw new Refusal("检定有效期止早于检定日期。", nameof(draft.CalibrationDue));
        var held = await db.Set<InstitutionInstrument>().SingleOrDefaultAsync(i => i.InstitutionId == own.Id && i.Number == number, ct);
        if (held is null) db.Add(held = new() { InstitutionId = own.Id, DivisionCode = own.DivisionCode, Number = number, Name = name });
        (held.Name, held.CalibratedOn, held.CalibrationDue) = (name, draft.CalibratedOn, draft.CalibrationDue);
    }, ct);

    public Task RemoveAsync(Guid id, CancellationToken ct) => write.CommitAsync(new("monitoring.institution.remove"), async _ =>
    {
        var own = await OwnAsync(ct);
        Entity row = (Entity?)await db.Set<InstitutionCertificate>().SingleOrDefaultAsync(c => c.Id == id && c.InstitutionId == own.Id, ct)
            ?? (Entity?)await db.Set<InstitutionMember>().SingleOrDefaultAsync(m => m.Id == id && m.InstitutionId == own.Id, ct)
            ?? await db.Set<InstitutionInstrument>().SingleOrDefaultAsync(i => i.Id == id && i.InstitutionId == own.Id, ct) ?? throw new NotFoundException();
        db.Remove(row);
    }, ct);

    async Task<Organisation> OwnAsync(CancellationToken ct) =>
        viewer.OrganisationId is { } own && await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == own && o.Kind == OrganisationKind.ServiceInstitution, ct) is { } found
            ? found : throw new Refusal("只有职业卫生技术服务机构可以维护资质。");

    static string Need(string? text, int most, string title, string field) =>
        text?.Trim() is { Length: > 0 } said ? said.Length <= most ? said : throw new Refusal($"{title}超过 {most} 个字。", field) : throw new Refusal($"请填写{title}。", field);

    static string? Short(string? text, int most, string field) => text?.Trim() is { Length: > 0 } said ? said.Length <= most ? said : throw new Refusal($"超过 {most} 个字。", field) : null;
}

/// <summary>The records of one institution, and what its reports look like from above.</summary>
public sealed record InstitutionFile(Organisation Organisation, IReadOnlyList<InstitutionCertificate> Certificates, IReadOnlyList<InstitutionMember> Members, IReadOnlyList<InstitutionInstrument> Instruments)
{
    public static async Task<InstitutionFile?> FindAsync(ZhijianDb db, Guid id, CancellationToken ct)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id && o.Kind == OrganisationKind.ServiceInstitution, ct) is not { } found) return null;
        return new(found,
            await db.Set<InstitutionCertificate>().AsNoTracking().Where(c => c.InstitutionId == id).OrderByDescending(c => c.ValidTo).ToListAsync(ct),
            await db.Set<InstitutionMember>().AsNoTracking().Where(m => m.InstitutionId == id).OrderBy(m => m.Name).Take(1000).ToListAsync(ct),
            await db.Set<InstitutionInstrument>().AsNoTracking().Where(i => i.InstitutionId == id).OrderBy(i => i.Number).Take(1000).ToListAsync(ct));
    }
}
