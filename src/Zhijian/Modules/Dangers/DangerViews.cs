using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>A danger as its pages show it, to officers and to the employer alike.</summary>
public sealed record DangerView(
    DangerFile File, DangerArticle Law, IReadOnlyList<DangerMeasure> Measures, IReadOnlyList<DangerEvidence> Evidence, string Place, string Authority, string? Workplace, string? FactorClass,
    DangerClocks Clocks, DateOnly Today)
{
    public HiddenDanger Row => File.Row;
    /// <summary>Why it could not be closed now; null: it could, or the recheck is still to come.</summary>
    public string? ClosingRefusal => Row.State == DangerState.Rechecked ? File.ToDanger().ClosingRefusal() : null;

    /// <summary>Where one stands: found, ordered, rectified, rechecked, closed.</summary>
    public static readonly IReadOnlyList<string> Steps = ["发现登记", "责令整改", "治理", "复查", "销号"];
    public int Step => Row.State switch
    {
        DangerState.Found or DangerState.Registered => 1, DangerState.Ordered => 2, DangerState.Rectifying or DangerState.Overdue or DangerState.CaseCandidate or DangerState.CaseFiled => 3,
        DangerState.RecheckRequested => 4, DangerState.Rechecked => Row.IsClosable ? 5 : 3, _ => 6,
    };

    /// <summary>What comes next, in a sentence.</summary>
    public string Next => Row.State switch
    {
        DangerState.Found => "监管机关登记隐患，可以直接责令限期整改。",
        DangerState.Registered => "监管机关责令限期整改。",
        DangerState.Ordered => "用人单位选择治理措施，开始整改。",
        DangerState.Rectifying => Row.Subject is null ? "用人单位完成整改后申请复查。" : "用人单位完成治理，委托具备资质的机构对同一检测点、同一因素复测，然后申请复查。",
        DangerState.RecheckRequested => "两名执法人员复查，出具整改复查意见书。",
        DangerState.Rechecked when Row.IsClosable => "复查符合要求，予以销号。",
        DangerState.Rechecked => "复查不符合要求，重新责令整改或者提请立案。",
        DangerState.Overdue => "整改期限已过：用人单位立即整改并申请复查；监管机关复查，可以重新责令或者提请立案。",
        DangerState.CaseCandidate => "等待立案；用人单位仍应整改并申请复查。",
        DangerState.CaseFiled => "案件另行办理；用人单位仍应整改并申请复查。",
        _ => "已销号。",
    };

    public IReadOnlyList<TimelineItem> History => [.. File.Lines.Reverse().Select(Item)];

    static TimelineItem Item(DangerLine line)
    {
        var officers = line.FirstOfficer is null ? null : $"执法人员 {line.FirstOfficer}、{line.SecondOfficer}";
        var detail = string.Join("　", new[] { line.Note, officers, line.PaperNumber }.Where(t => !string.IsNullOrEmpty(t)));
        var tone = line.Act switch { DangerActKind.Close => Tone.Success, DangerActKind.Expire or DangerActKind.ProposeCase or DangerActKind.FileCase => Tone.Danger, null => Tone.Neutral, _ => Tone.Info };
        return new(Display.Date(line.On), line.Title, detail.Length == 0 ? null : detail, line.By, Tone: tone);
    }
}

/// <summary>Gathers what the pages of a danger show.</summary>
public sealed class DangerViews(ZhijianDb db, DangerAccess access, DangerBook book, DivisionDirectory divisions, ReferenceDirectory reference, TimeProvider clock)
{
    public async Task<DangerView> LoadAsync(Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var file = await access.ReadAsync(id, ct);
        var row = file.Row;
        var factor = row.FactorCode is { } code ? await reference.FactorAsync(code, ct) : null;
        var workplace = row.WorkplaceId is { } place ? await db.Set<Workplace>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(w => w.Id == place).Select(w => w.Name + "（" + w.Address + "）").SingleOrDefaultAsync(ct) : null;
        return new(file, book.Article(row, factor?.HighlyToxic == true),
            await db.Set<DangerMeasure>().AsNoTracking().Where(m => m.DangerId == id).OrderBy(m => m.PlannedOn).ThenBy(m => m.Id).ToListAsync(ct),
            await db.Set<DangerEvidence>().AsNoTracking().Where(e => e.DangerId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct),
            divisions.Name(row.DivisionCode), divisions.Name(row.AuthorityCode), workplace, factor?.ClassName, book.Clocks(Display.Today(clock)), Display.Today(clock));
    }

    /// <summary>Dangers of the same employer that stand in one of the states, itself first: what can be done together.</summary>
    public async Task<IReadOnlyList<DangerFile>> TogetherAsync(HiddenDanger danger, IReadOnlyList<DangerState> states, CancellationToken ct)
    {
        var (id, employer, authority) = (danger.Id, danger.EmployerId, danger.AuthorityCode);
        var files = await access.FilesAsync(db.Set<HiddenDanger>().AsNoTracking()
            .Where(d => d.Id == id || (d.EmployerId == employer && d.AuthorityCode == authority && states.Contains(d.State))).OrderBy(d => d.Id).Take(DangerAccess.MostAtOnce), ct);
        return [.. files.OrderBy(f => f.Row.Id != id).ThenBy(f => f.Row.PointName).ThenBy(f => f.Row.FactorName)];
    }
}
