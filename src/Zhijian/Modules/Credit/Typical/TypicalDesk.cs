using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Credit.Typical;

public sealed record TypicalText(string? Title, string? Party, string? Story, string? Result, string? Lesson);

/// <summary>曝光典型案例: written from a decided case, without what identifies anybody; approved by another, shown to all, withdrawn when the decision falls.</summary>
public sealed class TypicalDesk(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board)
{
    internal const string Subject = "typical";

    public bool IsCompetent(TypicalCase typical) => viewer.OrganisationId is null && viewer.DivisionCode == typical.DivisionCode;

    /// <summary>A beginning made from the case: masked already.</summary>
    public Task<Guid> BeginAsync(Guid caseId, string? key, CancellationToken ct) => write.CommitAsync(new("credit.typical-edit", Key: key), async change =>
    {
        var row = await db.Set<CaseRecord>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, ct) ?? throw new NotFoundException();
        if (viewer.OrganisationId is not null || viewer.DivisionCode is not { } own) throw new Refusal("典型案例由监管机关编写。");
        Check(row);
        if (await db.Set<TypicalCase>().AnyAsync(t => t.CaseId == caseId && t.DivisionCode == own && t.State != TypicalState.Withdrawn, ct)) throw new Refusal("本案已有典型案例。");
        var typical = Make(row, own, viewer.UserId!.Value, viewer.Name);
        db.Add(typical);
        return typical.Id;
    }, ct);

    internal static TypicalCase Make(CaseRecord row, string place, Guid editor, string name)
    {
        var party = PartyMask.Mask(row.PartyName);
        return new()
        {
            CaseId = row.Id, DivisionCode = place, Party = party, Title = Texts.Cut($"{party}{row.Cause}案", TypicalTables.Title), Story = row.Facts.Replace(row.PartyName, party, StringComparison.Ordinal),
            Result = row.Fine > 0 ? $"依法责令改正，给予警告，罚款{Money.Text(row.Fine)}。" : "依法责令改正，给予警告。", Lesson = "用人单位应当依法落实职业病防治主体责任。", EditorId = editor, EditorName = name,
        };
    }

    public Task SaveAsync(Guid id, TypicalText text, bool submit, long seen, string? key, CancellationToken ct) => write.CommitAsync(new(submit ? "credit.typical-submit" : "credit.typical-edit", Key: key), async change =>
    {
        var typical = await ForAsync(id, seen, TypicalState.Draft, ct);
        typical.Title = Texts.Needed(text.Title, TypicalTables.Title, nameof(text.Title), "标题");
        typical.Party = Texts.Needed(text.Party, TypicalTables.Title, nameof(text.Party), "当事人称呼");
        typical.Story = Texts.Needed(text.Story, TypicalTables.Text, nameof(text.Story), "案情");
        typical.Result = Texts.Needed(text.Result, TypicalTables.Text, nameof(text.Result), "处理结果");
        typical.Lesson = Texts.Needed(text.Lesson, TypicalTables.Text, nameof(text.Lesson), "警示意义");
        (typical.EditorId, typical.EditorName) = (viewer.UserId!.Value, viewer.Name);
        await CheckAsync(typical, ct);
        if (!submit) return;
        (typical.State, typical.Reason) = (TypicalState.Submitted, null);
        board.Open(new()
        {
            Title = Texts.Cut($"审批典型案例：{typical.Title}", 200), Link = $"/credit/typical/{id}", Permission = CreditModule.Approve, NotUserId = viewer.UserId, DivisionCode = typical.DivisionCode, OnlyThere = true, SubjectKind = Subject, SubjectId = id.ToString(), CreatedAt = change.At,
        });
    }, ct);

    public Task PublishAsync(Guid id, long seen, string? key, CancellationToken ct) => write.CommitAsync(new("credit.typical-publish", Key: key), async change =>
    {
        var typical = await ForAsync(id, seen, TypicalState.Submitted, ct);
        if (typical.EditorId == viewer.UserId) throw new Refusal("编写的人员不能审批发布。");
        await CheckAsync(typical, ct);
        (typical.State, typical.ApproverName, typical.PublishedOn) = (TypicalState.Published, viewer.Name, ChinaTime.DateOf(change.At));
        await board.CloseAsync(change, Subject, id.ToString(), ct);
    }, ct);

    public Task ReturnAsync(Guid id, string? reason, long seen, string? key, CancellationToken ct) => write.CommitAsync(new("credit.typical-return", reason, key), async change =>
    {
        var typical = await ForAsync(id, seen, TypicalState.Submitted, ct);
        (typical.Reason, typical.State) = (Texts.Needed(reason, TypicalTables.Short, "Reason", "退回理由"), TypicalState.Draft);
        await board.CloseAsync(change, Subject, id.ToString(), ct);
    }, ct);

    public Task WithdrawAsync(Guid id, string? reason, long seen, string? key, CancellationToken ct) => write.CommitAsync(new("credit.typical-withdraw", reason, key), async change =>
    {
        var typical = await ForAsync(id, seen, TypicalState.Published, ct);
        (typical.Reason, typical.State, typical.WithdrawnOn) = (Texts.Needed(reason, TypicalTables.Short, "Reason", "撤下理由"), TypicalState.Withdrawn, ChinaTime.DateOf(change.At));
    }, ct);

    async Task<TypicalCase> ForAsync(Guid id, long seen, TypicalState state, CancellationToken ct)
    {
        var typical = await db.Set<TypicalCase>().SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(typical)) throw new Refusal("由编写机关办理，您只能查看。");
        if (typical.State != state) throw new Refusal($"现在是“{typical.State.Text()}”，不能这样办理。");
        return typical.Version == seen ? typical : throw new OvertakenException("刚被他人修改，请刷新后核对再办。");
    }

    static void Check(CaseRecord row)
    {
        if (row.DecidedOn is null) throw new Refusal("案件作出处罚决定后才能作为典型案例。");
        if (row.Annulled) throw new Refusal("处罚决定已撤销，不能作为典型案例。");
    }

    /// <summary>The decision stands, and nothing in the text tells who it was.</summary>
    async Task CheckAsync(TypicalCase typical, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var row = await db.Set<CaseRecord>().AsNoTracking().SingleAsync(c => c.Id == typical.CaseId, ct);
        Check(row);
        var employer = await db.Set<Employer>().AsNoTracking().Where(e => e.Id == row.EmployerId).Select(e => new { e.Name, e.CreditCode, e.LegalRepresentative, e.Principal }).SingleAsync(ct);
        foreach (var (field, text) in new[] { ("Title", typical.Title), ("Party", typical.Party), ("Story", typical.Story), ("Result", typical.Result), ("Lesson", typical.Lesson) })
            if (PartyMask.Leak(text, [employer.Name, row.PartyName, employer.CreditCode, employer.LegalRepresentative, employer.Principal]) is { } leak) throw new Refusal($"{leak}。", field);
    }
}

public static class TypicalWords
{
    public static string Text(this TypicalState state) => state switch { TypicalState.Draft => "编写中", TypicalState.Submitted => "待审批", TypicalState.Published => "已发布", _ => "已撤下" };
}
