using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>A listing as its pages show it.</summary>
/// <param name="Lapsed">Why its facts carry it no more.</param>
public sealed record CreditView(CreditListing Row, IReadOnlyList<CreditFact> Facts, IReadOnlyList<CreditLine> Lines, IReadOnlyList<string> Lapsed, CaseLaw Law, DateOnly Today, string Authority, string Measures, bool IsCompetent)
{
    public static readonly IReadOnlyList<string> Steps = ["发现", "告知", "异议", "审批", "公布", "惩戒", "移出"];

    public int Step => Row.State switch
    {
        CreditState.Candidate => 1,
        CreditState.Noticed or CreditState.Objected => 3,
        CreditState.Verified => 4,
        CreditState.Approved => 5,
        CreditState.Published => 6,
        CreditState.Active or CreditState.RemovalRequested => 7,
        _ => 8,
    };

    public DateOnly? RemovalFrom => Row.IsListed ? Row.ToDishonesty().RemovalFrom(Law) : null;

    public IReadOnlyList<TimelineItem> History => [.. Lines.Select(l => new TimelineItem(Display.Date(l.On), l.Title, string.Join("　", new[] { l.Note, l.PaperNumber }.Where(t => !string.IsNullOrEmpty(t))), l.By, Tone: l.Act is CreditActKind.Remove or CreditActKind.Drop ? Tone.Success : Tone.Info))];

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(CreditState state) => Badges.Status(state.Text(), state switch
    {
        CreditState.Published or CreditState.Active or CreditState.RemovalRequested => Tone.Danger,
        CreditState.Candidate or CreditState.Noticed or CreditState.Objected or CreditState.Verified or CreditState.Approved => Tone.Warning,
        CreditState.Removed => Tone.Success,
        _ => Tone.Neutral,
    });
}

/// <summary>Gathers what the pages of a listing show.</summary>
public sealed class CreditViews(ZhijianDb db, CreditDesk desk, CreditBook book, DivisionDirectory divisions, TimeProvider clock)
{
    public async Task<CreditView> LoadAsync(Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var row = await db.Set<CreditListing>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException();
        return new(row, await desk.FactsAsync(id, ct), await db.Set<CreditLine>().AsNoTracking().Where(l => l.ListingId == id).OrderByDescending(l => l.Number).ToListAsync(ct), row.IsOpen ? await desk.LapsedAsync(row, ct) : [],
            await book.LawAsync(ct), Display.Today(clock), divisions.Name(row.AuthorityCode), book.MeasureTitles(row.Measures), desk.IsCompetent(row));
    }
}

/// <summary>信用 in the employer's file; what nobody has been told of is not shown to the employer: such rows have no owner.</summary>
sealed class CreditTab(ZhijianDb db, CreditBook book) : IEmployerTab
{
    const int Most = 100;
    public string Key => "credit";
    public string Title => "信用";
    public int Order => 55;
    public string View => "/Modules/Credit/Pages/_Tab.cshtml";

    /// <param name="Base">Where a listing's page is for this viewer.</param>
    public sealed record Model(IReadOnlyList<(CreditListing Row, string Measures)> Listings, IReadOnlyList<GoodFaithEntry> GoodFaith, string Base);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await db.Set<CreditListing>().CountAsync(l => l.EmployerId == employerId && l.IsOpen, ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var listings = await db.Set<CreditListing>().AsNoTracking().Where(l => l.EmployerId == id).OrderByDescending(l => l.IsOpen).ThenByDescending(l => l.FoundOn).ThenBy(l => l.Id).Take(Most).ToListAsync(ct);
        var own = context.Address.StartsWith("/my/", StringComparison.Ordinal);
        var good = await db.Set<GoodFaithEntry>().AsNoTracking().Where(g => g.EmployerId == id && g.State != GoodFaithState.Refused).OrderByDescending(g => g.ProposedOn).ThenBy(g => g.Id).Take(Most).ToListAsync(ct);
        return new Model(listings.ConvertAll(l => (l, book.MeasureTitles(l.Measures))), good, own ? "/my/credit" : "/credit");
    }
}
