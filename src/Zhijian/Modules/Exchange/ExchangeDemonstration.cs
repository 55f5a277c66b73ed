using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Exchange;

/// <summary>Partners of the demonstration city, what they get, one application that waits, and what one of them brought.</summary>
sealed class ExchangeDemonstration : ISeed
{
    const string City = "410100";
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly (string Name, PartnerKind Kind, (string Resource, string Purpose, bool Approved)[] Gets)[] Partners =
    [
        ("市信用平台（示例）", PartnerKind.CreditPlatform, [("penalties", "双公示", true), ("dishonesty", "联合惩戒", true)]),
        ("省职业健康平台（示例）", PartnerKind.Superior, [("employers", "省级汇总", true), ("dangers", "省级汇总", false)]),
        ("市疾控中心（示例）", PartnerKind.Department, [("employers", "核对用人单位", true)]),
    ];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var (db, write) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<WritePath>());
        var applicant = await db.Users.Where(u => u.UserName == "shiguan").Select(u => (Guid?)u.Id).SingleOrDefaultAsync(ct);
        if (applicant is not { } by || demonstration.Employers == 0) return;
        foreach (var (name, kind, gets) in Partners)
        {
            // Its secrets are told to nobody: a real system is registered by the administrators.
            var client = await services.GetRequiredService<ClientDesk>().CreateAsync(name, City, null, ct);
            await write.CommitAsync(new("demonstration.exchange", "生成演示共享对象"), change =>
            {
                var partner = new Partner { Name = name, Kind = kind, DivisionCode = City, ClientId = client.Id, Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), SecretChangedAt = change.At, CreatedAt = change.At, PerMinute = 120, Contact = "示例联系人" };
                db.Add(partner);
                foreach (var (code, purpose, approved) in gets) Subscribe(services, partner, code, purpose, approved, by, change);
                return Task.CompletedTask;
            }, ct);
        }
        await db.SaveChangesAsync(ct);
        await BringAsync(services, db, ct);
    }

    static void Subscribe(IServiceProvider services, Partner partner, string code, string purpose, bool approved, Guid by, Change change)
    {
        var subscription = new Subscription
        {
            PartnerId = partner.Id, Resource = code, DivisionCode = City, Purpose = purpose, Basis = "数据共享协议（示例）", Fields = string.Join(' ', SharedResources.Find(code)!.Fields.Where(f => !f.IsPersonal).Select(f => f.Key)),
            Until = ChinaTime.DateOf(change.At).AddYears(1), State = approved ? SubscriptionState.Approved : SubscriptionState.Applied, AppliedById = by, AppliedBy = "市业务管理员甲（示例）", AppliedAt = change.At,
            DecidedBy = approved ? "市业务管理员乙（示例）" : null, DecidedAt = approved ? change.At : null,
        };
        services.GetRequiredService<ZhijianDb>().Add(subscription);
        if (!approved) services.GetRequiredService<NoticeBoard>().Open(PartnerDesk.ApprovalTodo(partner, subscription, change.At));
    }

    /// <summary>Two batches, the second with a bad row and after a gap.</summary>
    static async Task BringAsync(IServiceProvider services, ZhijianDb db, CancellationToken ct)
    {
        var centre = await db.Set<Partner>().AsNoTracking().SingleAsync(p => p.Name == Partners[2].Name, ct);
        var codes = await db.Set<Employer>().Where(e => e.CreditCode != null && e.MergedIntoId == null && e.HasDust).OrderBy(e => e.Id).Select(e => e.CreditCode!).Take(3).ToListAsync(ct);
        if (codes.Count < 3) return;
        var day = ChinaTime.DateOf(services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(-10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync("health-examinations", 1, codes.Select((code, i) => (object)new { key = $"演示体检{i}", version = 1, data = new { creditCode = code, kind = "在岗期间", examinedFrom = day, examinedTo = day, shouldExamine = 40 + i, examined = 38, suspected = i == 0 ? 1 : 0, institution = "示例体检中心" } }));
        await SendAsync("suspected-diseases", 3, [
            new { key = "演示疑似1", version = 1, data = new { creditCode = codes[0], person = "示例人员", disease = "矽肺", stage = "疑似", factor = "矽尘", reportedOn = day, institution = "示例职业病诊断机构" } },
            new { key = "演示疑似2", version = 1, data = new { creditCode = "91410100MA4000001X", person = "示例人员", disease = "噪声聋", stage = "疑似", reportedOn = day, institution = "示例职业病诊断机构" } }]);

        async Task SendAsync(string resource, int sequence, IEnumerable<object> records)
        {
            var text = JsonSerializer.Serialize(records, Json);
            using var items = JsonDocument.Parse(text);
            await services.GetRequiredService<InboxDesk>().ReceiveAsync(centre, resource, new($"演示-{resource}", resource, 1, "演示", null, sequence, items.RootElement.GetArrayLength(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), items.RootElement), ct);
        }
    }
}
