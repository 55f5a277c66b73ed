using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Inspections.Field;

/// <summary>A phone of an officer, with a clock of its own; what it makes waits until it is sent.</summary>
sealed class Phone(HttpClient client, TestPlatform platform, Guid device, Dictionary<Guid, int> orders)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    static readonly byte[] Drawing = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public FieldMe Me { get; private set; } = null!;
    /// <summary>Phone's clock less server's clock.</summary>
    public TimeSpan Off { get; set; }
    public DateTime Now => platform.Clock.GetUtcNow().UtcDateTime + Off;

    public static async Task<Phone> OfAsync(TestPlatform platform, string userName)
    {
        var phone = new Phone(await platform.SignInAsync(userName), platform, Guid.NewGuid(), []);
        await phone.ContactAsync();
        return phone;
    }

    /// <summary>The same phone, with another session. What is made before the next contact carries the old pass.</summary>
    public async Task<Phone> WithAsync(HttpClient session)
    {
        var phone = new Phone(session, platform, device, orders) { Off = Off };
        await phone.ContactAsync();
        return phone;
    }

    public async Task ContactAsync() => Me = (await client.GetFromJsonAsync<FieldMe>($"/api/v1/field/me?device={device}&at={Uri.EscapeDataString(Now.ToString("O"))}", Json))!;

    public async Task<FieldPackage> PackageAsync() => (await client.GetFromJsonAsync<FieldPackage>($"/api/v1/field/package?device={device}", Json))!;

    public async Task<FieldTask> TaskAsync(Guid id) => (await PackageAsync()).Tasks.Single(t => t.Id == id);

    public FieldMessage Make(Guid task, FieldWork work, string? reason = null)
    {
        orders[task] = orders.GetValueOrDefault(task) + 1;
        return new(Guid.CreateVersion7(), task, orders[task], Me.Pass, Me.Id, Now, reason, work);
    }

    public FieldMessage Arrive(FieldTask task, Guid first, Guid second, bool shown = true) => Make(task.Id, new ArriveWork(task.Version, first, second, shown, new(34.74812, 113.02201, 12)));

    public FieldMessage Answer(Guid task, string number, ItemVerdict verdict, long? seen = null, string? note = null) => Make(task, new AnswerWork([new(number, seen, verdict, null, null, null, note, new(34.7, 113.0, 9))]));

    public FieldMessage AnswerAll(Guid task, params string[] failing) => Make(task, new AnswerWork([.. Answers(failing)]));

    public static IEnumerable<FieldAnswer> Answers(params string[] failing) =>
        Enumerable.Range(1, 26).Select(n => new FieldAnswer($"{n}", null, failing.Contains($"{n}") ? ItemVerdict.Unqualified : ItemVerdict.Qualified, null, null, null, null));

    public FieldMessage Photo(Guid task, Guid photo, byte[] content, string? item = null) =>
        Make(task, new PhotoWork(photo, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, "gate.png", item, "大门", new(34.7, 113.0, 9)));

    public static byte[] Picture(byte last) => [.. Drawing, last];

    public FieldMessage Record(FieldTask task, FieldOfficer first, FieldOfficer second, IEnumerable<FieldAnswer> answers, bool signed = true, params FindingDraft[] findings) => Make(task.Id, new RecordWork(
        "示例路1号", "王某", "厂长", null, "破碎车间", new(9, 0), new(11, 30), "对破碎车间进行了检查", signed ? null : "负责人拒签", findings, [.. answers],
        [new(SignatureRole.FirstOfficer, first.Name, Drawing), new(SignatureRole.SecondOfficer, second.Name, Drawing), .. signed ? new[] { new FieldSignature(SignatureRole.Head, "王某", Drawing) } : []]));

    public async Task<IReadOnlyList<FieldResult>> SendAsync(params FieldMessage[] commands)
    {
        using var answer = await PostAsync(commands);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Answered>(Json))!.Results;
    }

    /// <summary>With the session of whoever is signed in on this phone now.</summary>
    public Task<HttpResponseMessage> PostAsync(FieldMessage[] commands) => PostAsync(JsonSerializer.Serialize(new FieldBatch(Now, commands), Json));

    public Task<HttpResponseMessage> PostAsync(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/field/commands") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add(Me.TokenHeader, Me.Token);
        return client.SendAsync(request);
    }

    public Task<HttpResponseMessage> UploadAsync(Guid photo, byte[] content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/field/photos/{photo}") { Content = new ByteArrayContent(content) };
        request.Headers.Add(Me.TokenHeader, Me.Token);
        return client.SendAsync(request);
    }

    sealed record Answered(DateTime ServerTime, IReadOnlyList<FieldResult> Results);
}
