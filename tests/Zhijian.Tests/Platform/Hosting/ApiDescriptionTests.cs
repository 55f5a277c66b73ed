using System.Net.Http.Json;
using System.Text.Json;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

/// <summary>The description of the interfaces keeps to what a linter asks of it (tools/lint-openapi).</summary>
public sealed class ApiDescriptionTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Every_operation_is_named_once_told_and_guarded(Database database)
    {
        var document = await (await platforms.SharedAsync(database)).Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        var info = document.GetProperty("info");
        Assert.NotEmpty(info.GetProperty("description").GetString()!);
        Assert.NotEmpty(info.GetProperty("contact").GetProperty("name").GetString()!);
        Assert.All(document.GetProperty("servers").EnumerateArray(), s => Assert.False(s.GetProperty("url").GetString()!.EndsWith('/')));
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: $"{o.Name} {p.Name}", Of: o.Value))).ToList();
        Assert.True(operations.Count >= 40);
        string Word(JsonElement of, string name) => of.TryGetProperty(name, out var word) ? word.GetString()! : "";
        Assert.All(operations, o => Assert.True(Word(o.Of, "summary").Length > 0 && Word(o.Of, "description").Length > 0 && Word(o.Of, "operationId").Length > 0 && o.Of.GetProperty("tags").GetArrayLength() > 0, o.Path));
        Assert.Distinct(operations.Select(o => Word(o.Of, "operationId")));
        string At(string path) => Word(operations.Single(o => o.Path == path).Of, "description");
        Assert.Contains("“查看隐患”的权限", At("get /api/v1/dangers"), StringComparison.Ordinal);
        Assert.Contains("公开", At("get /api/reference/limits"), StringComparison.Ordinal);
        Arrays(document);
    }

    [Theory, BothDatabases]
    public async Task Examples_of_answers_name_every_property_that_the_schema_demands(Database database)
    {
        var document = await (await platforms.SharedAsync(database)).Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);
        var seen = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject())
                {
                    if (!response.Value.TryGetProperty("content", out var content) || !content.TryGetProperty("application/json", out var media) || !media.TryGetProperty("example", out var example)) continue;
                    var schema = media.GetProperty("schema");
                    if (schema.TryGetProperty("$ref", out var name)) schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1]);
                    if (!schema.TryGetProperty("required", out var required)) continue;
                    Assert.All(required.EnumerateArray(), r => Assert.True(example.TryGetProperty(r.GetString()!, out _), $"{operation.Name} {path.Name} {r}"));
                    seen++;
                }
        Assert.True(seen > 2);
    }

    /// <summary>An array says what is in it.</summary>
    static void Arrays(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array) foreach (var item in node.EnumerateArray()) Arrays(item);
        if (node.ValueKind != JsonValueKind.Object) return;
        if (node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "array") Assert.True(node.TryGetProperty("items", out _), node.ToString());
        foreach (var member in node.EnumerateObject()) Arrays(member.Value);
    }
}
