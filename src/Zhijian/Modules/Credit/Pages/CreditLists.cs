using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit.Pages;

/// <summary>The lists of credit, for officers and for the public.</summary>
public sealed class CreditLists
{
    public ListDefinition<CreditListing> Dishonesty { get; }
    public ListDefinition<GoodFaithEntry> GoodFaith { get; }
    public ListDefinition<CreditListing> Public { get; }

    public CreditLists(DivisionDirectory divisions, CreditBook book, TimeProvider clock)
    {
        DateOnly Today() => Display.Today(clock);
        IQueryable<T> Under<T>(IQueryable<T> rows, string code) where T : class, IPlaced => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false);
        Option[] triggers = [.. book.Triggers.DistinctBy(t => t.Code).Select(t => new Option(t.Code, Texts.Cut(t.Title, 40)))];
        Dishonesty = new ListDefinition<CreditListing>("credit", "失信名单")
            .Key(l => l.Id)
            .Column("employer", "用人单位", l => l.EmployerName, c => c.Wide().Link(l => $"/credit/{l.Id}"))
            .Column("code", "统一社会信用代码", l => l.CreditCode, c => c.NoWrap())
            .Column("trigger", "列入情形", l => l.Trigger, c => c.Wide())
            .Computed("state", "状态", l => l.State.Text(), c => c.Cell(l => CreditView.Badge(l.State)))
            .Column("next", "期限", l => l.NextOn, c => c.Sortable().NoWrap().Cell(l => l is { IsOpen: true, NextOn: { } due } ? Badges.Deadline(due, due.DayNumber - Today().DayNumber) : Markup.Text(Display.Nothing)))
            .Computed("county", "所在区县", l => divisions.Name(l.CountyCode), c => c.NoWrap())
            .Column("found", "发现日期", l => l.FoundOn, c => c.NoWrap())
            .Column("published", "公布日期", l => l.PublishedOn, c => c.Sortable().NoWrap())
            .Column("until", "列入期限至", l => l.Until, c => c.NoWrap())
            .Column("noticed", "告知日期", l => l.NoticedOn, c => c.Hidden().NoWrap())
            .Column("notice", "告知书", l => l.NoticeNumber, c => c.Hidden().NoWrap())
            .Column("decision", "决定书", l => l.DecisionNumber, c => c.Hidden().NoWrap())
            .Column("removal", "移出决定书", l => l.RemovalNumber, c => c.Hidden().NoWrap())
            .Column("article", "依据", l => l.Article, c => c.Hidden())
            .Computed("measures", "惩戒措施", l => book.MeasureTitles(l.Measures), c => c.Hidden())
            .Search("单位、信用代码、文号", (rows, q) => rows.Where(l => l.EmployerName.Contains(q) || l.CreditCode == q || l.NoticeNumber == q || l.DecisionNumber == q))
            .Select("trigger", "列入情形", triggers, (rows, value) => rows.Where(l => l.TriggerCode == value))
            .Select("state", "状态", [.. Enum.GetValues<CreditState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<CreditState>(value, out var state) ? rows.Where(l => l.State == state) : rows)
            .Pick("county", "所在区县", OwnDivisionPicker.Kind, Under)
            .Dates("published", "公布日期", l => l.PublishedOn)
            .OrderBy("next");
        GoodFaith = new ListDefinition<GoodFaithEntry>("good-faith", "守信名单")
            .Key(g => g.Id)
            .Column("employer", "用人单位", g => g.EmployerName, c => c.Wide().Link(g => $"/credit/good-faith/{g.Id}"))
            .Column("code", "统一社会信用代码", g => g.CreditCode, c => c.NoWrap())
            .Column("reason", "守信事实", g => g.Reason, c => c.Wide())
            .Computed("state", "状态", g => g.State.Text(), c => c.Cell(g => Badges.Status(g.State.Text(), g.State switch { GoodFaithState.Approved => Tone.Success, GoodFaithState.Proposed => Tone.Warning, _ => Tone.Neutral })))
            .Computed("county", "所在区县", g => divisions.Name(g.CountyCode), c => c.NoWrap())
            .Column("proposed", "提出日期", g => g.ProposedOn, c => c.NoWrap())
            .Column("approved", "列入日期", g => g.ApprovedOn, c => c.NoWrap())
            .Column("until", "期限至", g => g.Until, c => c.Sortable().NoWrap())
            .Column("ended", "移出日期", g => g.EndedOn, c => c.Hidden().NoWrap())
            .Column("endreason", "移出理由", g => g.EndReason, c => c.Hidden())
            .Search("单位、信用代码", (rows, q) => rows.Where(g => g.EmployerName.Contains(q) || g.CreditCode == q))
            .Select("state", "状态", [.. Enum.GetValues<GoodFaithState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<GoodFaithState>(value, out var state) ? rows.Where(g => g.State == state) : rows)
            .Pick("county", "所在区县", OwnDivisionPicker.Kind, Under)
            .OrderBy("until");
        Public = new ListDefinition<CreditListing>("dishonesty", "失信名单公示")
            .Key(l => l.Id)
            .Column("employer", "单位名称", l => l.EmployerName, c => c.Wide())
            .Column("code", "统一社会信用代码", l => l.CreditCode, c => c.NoWrap())
            .Column("trigger", "列入情形", l => l.Trigger, c => c.Wide())
            .Column("article", "依据", l => l.Article)
            .Column("decision", "决定书文号", l => l.DecisionNumber, c => c.NoWrap())
            .Column("published", "公布日期", l => l.PublishedOn, c => c.Sortable().NoWrap())
            .Column("until", "期限至", l => l.Until, c => c.NoWrap())
            .Search("单位名称、信用代码", (rows, q) => rows.Where(l => l.EmployerName.Contains(q) || l.CreditCode == q))
            .OrderBy("published", descending: true);
    }
}
