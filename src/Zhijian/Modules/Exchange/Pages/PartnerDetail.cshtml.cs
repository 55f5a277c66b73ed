using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>One partner: how it is doing, what it gets, what it sent, what went wrong.</summary>
[Requires(ExchangeModule.View)]
public sealed class PartnerDetailModel(ZhijianDb db, PartnerDesk desk, DeliveryDesk deliveries, CatalogueBook book, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    const int Shown = 20, RejectionsShown = 3;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Partner Row { get; private set; } = null!;
    public string? Secret { get; private set; }
    public string ClientName { get; private set; } = "";
    public string ClientCode { get; private set; } = "";
    public bool ClientDisabled { get; private set; }
    public string Place { get; private set; } = "";
    public int Failures { get; private set; }
    public int WaitingDeliveries { get; private set; }
    public DateTime? LastGood { get; private set; }
    public DateTime? LastBad { get; private set; }
    public IReadOnlyList<Subscription> Subscriptions { get; private set; } = [];
    public IReadOnlyList<WebhookDelivery> Deliveries { get; private set; } = [];
    public IReadOnlyList<(InboxBatch Batch, IReadOnlyList<InboxRejection> Rejected)> Batches { get; private set; } = [];
    public IReadOnlyList<PartnerCall> Calls { get; private set; } = [];
    public DateOnly Today => ChinaTime.DateOf(clock.GetUtcNow());
    public bool MayManage => viewer.May(ExchangeModule.Manage);
    public bool MayApprove(Subscription s) => viewer.May(ExchangeModule.Approve) && s.AppliedById != viewer.UserId;
    public string Title(string resource) => book.Title(resource);

    public string FieldWords(Subscription s) => SharedResources.Find(s.Resource) is not { } resource ? s.Fields
        : string.Join("、", Out.OutFeed.Given(resource, s).Select(g => g.Field.IsPersonal ? $"{g.Field.Title}（{(g.Whole ? "不脱敏" : "脱敏")}）" : g.Field.Title));

    public static IHtmlContent Badge(Subscription s, DateOnly today) => s.State == SubscriptionState.Approved && s.Until < today ? Badges.Status("已到期", Tone.Neutral)
        : Badges.Status(s.State.Text(), s.State switch { SubscriptionState.Approved => Tone.Success, SubscriptionState.Applied => Tone.Warning, SubscriptionState.Refused => Tone.Danger, _ => Tone.Neutral });

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(ExchangeModule.Manage)]
    public async Task<IActionResult> OnPostSecretAsync(string? reason, CancellationToken ct)
    {
        await this.TryAsync(async () => Secret = await desk.RotateAsync(Id, PageActs.Reason(reason), ct), "");
        Response.Headers.CacheControl = "no-store";
        await LoadAsync(ct);
        return Page();
    }

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostStopAsync(string? reason, CancellationToken ct) => DoAsync(() => desk.SetDisabledAsync(Id, true, PageActs.Reason(reason), ct), "已停用，对方不能再读取和报送。", ct);

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostStartAsync(string? reason, CancellationToken ct) => DoAsync(() => desk.SetDisabledAsync(Id, false, PageActs.Reason(reason), ct), "已启用。", ct);

    [Requires(ExchangeModule.Approve)]
    public Task<IActionResult> OnPostApproveAsync(Guid subscription, string? reason, CancellationToken ct) => DoAsync(() => desk.DecideAsync(subscription, true, reason, ct), "已批准，对方可以读取。", ct);

    [Requires(ExchangeModule.Approve)]
    public Task<IActionResult> OnPostRefuseAsync(Guid subscription, string? reason, CancellationToken ct) => DoAsync(() => desk.DecideAsync(subscription, false, reason, ct), "未批准。", ct);

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostEndAsync(Guid subscription, string? reason, CancellationToken ct) => DoAsync(() => desk.EndAsync(subscription, reason, ct), "已终止。", ct);

    [Requires(ExchangeModule.Manage)]
    public Task<IActionResult> OnPostReplayAsync(Guid delivery, CancellationToken ct) => DoAsync(() => deliveries.ReplayAsync(delivery, ct), "已排队，一分钟内重发。", ct);

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        return Redirect($"/exchange/partners/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Row = await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, ct) ?? throw new NotFoundException();
        var client = await db.Set<SystemClient>().AsNoTracking().SingleAsync(c => c.Id == Row.ClientId, ct);
        (ClientName, ClientCode, ClientDisabled, Place) = (client.Name, client.ClientId, client.Disabled, divisions.Name(Row.DivisionCode));
        Subscriptions = await db.Set<Subscription>().AsNoTracking().Where(s => s.PartnerId == Id).OrderByDescending(s => s.AppliedAt).Take(Shown).ToListAsync(ct);
        var calls = db.Set<PartnerCall>().AsNoTracking().Where(c => c.PartnerId == Id);
        var week = clock.GetUtcNow().UtcDateTime.AddDays(-7);
        Failures = await calls.CountAsync(c => !c.Good && c.At >= week, ct);
        LastGood = await calls.Where(c => c.Good).MaxAsync(c => (DateTime?)c.At, ct);
        LastBad = await calls.Where(c => !c.Good).MaxAsync(c => (DateTime?)c.At, ct);
        Calls = await calls.OrderByDescending(c => c.At).Take(Shown).ToListAsync(ct);
        var open = db.Set<WebhookDelivery>().AsNoTracking().Where(d => d.PartnerId == Id && d.State != DeliveryState.Delivered);
        WaitingDeliveries = await open.CountAsync(d => d.State == DeliveryState.Waiting, ct);
        Deliveries = await open.OrderByDescending(d => d.CreatedAt).Take(Shown).ToListAsync(ct);
        var batches = await db.Set<InboxBatch>().AsNoTracking().Where(b => b.PartnerId == Id).OrderByDescending(b => b.ReceivedAt).Take(Shown).ToListAsync(ct);
        Guid[] ids = [.. batches.Where(b => b.Rejected > 0).Select(b => b.Id)];
        var rejections = await db.Set<InboxRejection>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.BatchId) && r.RowNumber <= InboxDesk.MostItems).OrderBy(r => r.RowNumber).Take(Shown * 50).ToListAsync(ct);
        Batches = batches.ConvertAll(b => (b, (IReadOnlyList<InboxRejection>)[.. rejections.Where(r => r.BatchId == b.Id).Take(RejectionsShown)]));
    }
}
