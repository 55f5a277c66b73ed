using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Organisations;

public sealed record OrganisationDraft(OrganisationKind Kind, string Name, string CreditCode, string DivisionCode);

/// <summary>Employers, institutions and other bodies that have users.</summary>
public sealed partial class OrganisationDesk(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions, ViewerDirectory directory)
{
    [GeneratedRegex("^[0-9A-HJ-NPQRTUWXY]{18}$")]
    private static partial Regex CreditCodes();

    public Task<Guid> CreateAsync(OrganisationDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("organisations.create", Key: key), async _ =>
    {
        await CheckAsync(draft, null, ct);
        var made = new Organisation { Kind = draft.Kind, Name = draft.Name.Trim(), CreditCode = draft.CreditCode.Trim().ToUpperInvariant(), DivisionCode = draft.DivisionCode };
        db.Add(made);
        return made.Id;
    }, ct);

    public Task EditAsync(Guid id, long version, OrganisationDraft draft, CancellationToken ct) => write.CommitAsync(new("organisations.edit"), async change =>
    {
        var found = await db.Set<Organisation>().SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException();
        if (found.Version != version) throw new DbUpdateConcurrencyException();
        await CheckAsync(draft with { Kind = found.Kind }, id, ct);
        found.Name = draft.Name.Trim();
        found.CreditCode = draft.CreditCode.Trim().ToUpperInvariant();
        if (found.DivisionCode != draft.DivisionCode) await MoveAsync(found, draft.DivisionCode, ct);
        change.AfterCommit(directory.Forget);
    }, ct);

    /// <summary>Its users move with it: their place is that of the organisation.</summary>
    async Task MoveAsync(Organisation organisation, string divisionCode, CancellationToken ct)
    {
        organisation.DivisionCode = divisionCode;
        foreach (var user in await db.Users.Where(u => u.OrganisationId == organisation.Id).ToListAsync(ct)) user.DivisionCode = divisionCode;
    }

    async Task CheckAsync(OrganisationDraft draft, Guid? own, CancellationToken ct)
    {
        if (draft.Name.Trim() is not { Length: > 0 and <= 200 }) throw new Refusal("请填写单位名称，不超过 200 个字。", nameof(draft.Name));
        var code = draft.CreditCode.Trim().ToUpperInvariant();
        if (!CreditCodes().IsMatch(code)) throw new Refusal("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）。", nameof(draft.CreditCode));
        await divisions.LoadAsync(db, ct);
        if (divisions.Find(draft.DivisionCode) is not { } division || !viewer.Scope.Covers(division.Path))
            throw new Refusal("请选择您管辖范围内的行政区划。", nameof(draft.DivisionCode));
        using var _ = viewer.ActAsPlatform();
        if (await db.Set<Organisation>().AnyAsync(o => o.Kind == draft.Kind && o.CreditCode == code && o.Id != own, ct))
            throw new Refusal("该统一社会信用代码的同类单位已登记。", nameof(draft.CreditCode));
    }
}
