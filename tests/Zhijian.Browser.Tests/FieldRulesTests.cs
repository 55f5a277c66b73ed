using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Modules.Inspections;
using Zhijian.Platform;
using Zhijian.Rules.Inspections;

namespace Zhijian.Browser.Tests;

/// <summary>The phone judges a sheet as the server does.</summary>
[Trait("Needs", "Browser")]
public sealed class FieldRulesTests(City city)
{
    const int Sheets = 200;
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    sealed record Judged(string?[] Refusals, int Qualified, int Basic, int Unqualified, int NotConcerned, int Unanswered, decimal? Rate, decimal? Points);

    [Fact]
    public async Task Phone_and_server_agree_on_every_sheet()
    {
        await using var visit = await city.VisitAsync(360);
        await visit.SignInAsync("gongyi");
        await visit.Page.GotoAsync("/inspections");
        var lists = city.Services.GetRequiredService<InspectionBook>().Checklists(ChinaTime.DateOf(DateTimeOffset.UtcNow));
        Assert.Equal(Enum.GetValues<ChecklistKind>().Length, lists.Select(l => l.Kind).Distinct().Count());
        var random = new Random(20260610);
        foreach (var list in lists)
        {
            var sheets = Enumerable.Range(0, Sheets).Select(_ => list.Items.Select(i => Answer(i, random)).ToList()).ToList();
            var phone = JsonSerializer.Deserialize<List<Judged>>(await visit.Page.EvaluateAsync<string>("""
                async ([list, sheets]) => {
                  const { refusal, score } = await import('/field/rules.js');
                  [list, sheets] = [JSON.parse(list), JSON.parse(sheets)];
                  return JSON.stringify(sheets.map(answers => {
                    const refusals = list.items.map((item, at) => refusal(list, item, answers[at]));
                    const taken = Object.fromEntries(answers.filter((a, at) => refusals[at] === null).map(a => [a.number, a]));
                    return { refusals, ...score(list, taken), items: undefined, failing: undefined };
                  }));
                }
                """, new[] { JsonSerializer.Serialize(list, Json), JsonSerializer.Serialize(sheets, Json) }), Json)!;
            foreach (var (answers, judged) in sheets.Zip(phone))
            {
                var refusals = answers.ConvertAll(a => ChecklistScoring.Refusal(list, a));
                Assert.Equal(refusals.Select(r => r is null), judged.Refusals.Select(r => r is null));
                var score = ChecklistScoring.Score(list, answers.Where((_, at) => refusals[at] is null));
                Assert.Equal((score.Qualified, score.Basic, score.Unqualified, score.NotConcerned, score.Unanswered, score.Rate, score.Points),
                    (judged.Qualified, judged.Basic, judged.Unqualified, judged.NotConcerned, judged.Unanswered, judged.Rate, judged.Points));
            }
        }
    }

    /// <summary>Mostly as an officer answers, sometimes what the sheet does not take.</summary>
    static ItemAnswer Answer(ChecklistItem item, Random random)
    {
        var isOdd = random.Next(12) == 0;
        ItemVerdict? verdict = random.Next(5) is var v && v < 4 ? (ItemVerdict)v : null;
        return new(item.Number, verdict,
            item.Parts is { } parts ? random.Next(3) > 0 ? random.Next(parts + 1 + (isOdd ? 3 : 0)) : null : isOdd ? 1 : null,
            item.Step is not null ? random.Next(3) > 0 ? random.Next(6) : null : isOdd ? random.Next(2) : null,
            item.Points is { } most && item.Step is null ? random.Next(3) > 0 ? random.Next((int)most * 2 + 1 + (isOdd ? 4 : 0)) / 2m : null : null);
    }
}
