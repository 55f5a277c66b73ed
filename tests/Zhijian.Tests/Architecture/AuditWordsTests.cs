using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Architecture;

/// <summary>Auditors read words: every act and every kind of record that the audit may hold has one.</summary>
public sealed partial class AuditWordsTests(Platforms platforms)
{
    static readonly AuditWords Words = new(Rooms.All);

    [Fact]
    public void Every_act_that_a_desk_commits_has_a_word()
    {
        var acts = HouseRulesTests.SourceTexts.SelectMany(text => Commits().Matches(text)).SelectMany(m => Literal().Matches(m.Value)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(acts.Count > 100, $"only {acts.Count} acts were found");
        Refuse(acts);
    }

    [Fact]
    public async Task Every_audited_record_has_a_word()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        var records = await platform.AsPlatformAsync(s => Task.FromResult(s.GetRequiredService<ZhijianDb>().Model.GetEntityTypes().Select(e => e.ClrType)
            .Where(t => t.Namespace?.StartsWith("Zhijian", StringComparison.Ordinal) == true && t.GetCustomAttribute<NotAuditedAttribute>() is null).Select(t => t.Name).Distinct().ToList()));
        Refuse(records);
    }

    static void Refuse(List<string> codes)
    {
        var wordless = codes.Where(code => Words.Of(code) == code).ToList();
        Assert.True(wordless.Count == 0, "Without a word: " + string.Join(" ", wordless));
    }

    /// <summary>The act of a commit: new("danger.open" …, also where one of two is chosen.</summary>
    [GeneratedRegex(@"CommitAsync(<[^(]*>)?\(new\([^)]*")]
    private static partial Regex Commits();

    [GeneratedRegex("\"([a-z][a-z-]*\\.[a-z][a-z-]*|sign-out)\"")]
    private static partial Regex Literal();
}
