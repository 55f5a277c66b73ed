using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhijian.Simulators;

/// <summary>Speaks the interface as docs/exchange/partners.md describes it, by its own means.</summary>
public sealed class Sender(HttpClient http, string signingSecret, TimeProvider clock)
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task SignInAsync(string clientId, string clientSecret, CancellationToken ct = default)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", clientSecret)]);
        using var answer = await http.PostAsync("connect/token", form, ct);
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("access_token").GetString());
    }

    /// <returns>The status and what the platform said.</returns>
    public async Task<(int Status, string Text)> SendAsync(Counterpart counterpart, string batch, int sequence, IReadOnlyList<Dictionary<string, string>> records, CancellationToken ct = default)
    {
        var path = $"/api/v1/exchange/inbox/{counterpart.Resource}/batches?adapter={counterpart.Adapter}";
        var items = JsonSerializer.Serialize(records, Plain);
        var body = $$"""{"batchId":"{{batch}}","catalogueCode":"{{counterpart.Resource}}","version":1,"provider":"{{counterpart.Name}}","sentAt":"{{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}","sequence":{{sequence}},"count":{{records.Count}},"sha256":"{{Sha(items)}}","items":{{items}}}""";
        var (time, nonce) = (clock.GetUtcNow().ToUnixTimeSeconds(), Guid.NewGuid().ToString("N"));
        var signed = $"POST\n{path}\n{time}\n{nonce}\n{Sha(body)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-ZJ-Time", time.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("X-ZJ-Nonce", nonce);
        request.Headers.Add("X-ZJ-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingSecret), Encoding.UTF8.GetBytes(signed))));
        using var answer = await http.SendAsync(request, ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
