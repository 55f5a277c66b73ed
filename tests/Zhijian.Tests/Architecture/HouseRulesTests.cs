using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Architecture;

/// <summary>The rules of the house, kept by reading the house.</summary>
public sealed partial class HouseRulesTests(Platforms platforms)
{
    static readonly Assembly Host = typeof(Rooms).Assembly;
    static readonly Assembly Rules = typeof(Zhijian.Rules.Identifiers.CasNumber).Assembly;
    static readonly string Root = Checkout.Root;
    static readonly (string Path, string Text)[] Sources =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/") && !f.Contains("/bin/") && !f.Contains("/Migrations/"))
            .Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)))];

    internal static IEnumerable<string> SourceTexts => Sources.Select(s => s.Text);

    static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(t => !t.Name.Contains('<') && t.Namespace?.StartsWith("Zhijian", StringComparison.Ordinal) == true);

    [Fact]
    public void The_rules_depend_on_the_base_library_and_numerics_only() =>
        Assert.All(Rules.GetReferencedAssemblies(), a => Assert.Matches("^(System|netstandard|mscorlib|Microsoft\\.CSharp|MathNet\\.Numerics$)", a.Name));

    [Fact]
    public void The_rules_read_no_clock_and_touch_no_file()
    {
        var forbidden = ClockOrFile();
        Assert.All(Sources.Where(s => s.Path.StartsWith("src/Zhijian.Rules/", StringComparison.Ordinal)), s => Assert.False(forbidden.IsMatch(s.Text), s.Path));
    }

    [Fact]
    public void The_platform_asks_the_clock_it_is_given()
    {
        var forbidden = OwnClock();
        Assert.All(Sources, s => Assert.False(forbidden.IsMatch(s.Text), s.Path));
    }

    [Fact]
    public void The_platform_names_no_module()
    {
        Assert.All(Sources.Where(s => s.Path.StartsWith("src/Zhijian/Platform/", StringComparison.Ordinal) || s.Path.StartsWith("src/Zhijian/Data/", StringComparison.Ordinal)),
            s => Assert.DoesNotContain("Zhijian.Modules", s.Text));
    }

    [Fact]
    public void Pages_do_not_write()
    {
        var writing = Writing();
        Assert.All(Sources.Where(s => s.Path.EndsWith(".cshtml.cs", StringComparison.Ordinal)), s => Assert.False(writing.IsMatch(s.Text), s.Path));
    }

    [Fact]
    public void Tables_are_changed_past_the_tracker_only_where_the_platform_keeps_its_own_books()
    {
        string[] allowed =
        [
            "src/Zhijian/Data/", "src/Zhijian/Platform/Access/ViewerMiddleware.cs",
            "src/Zhijian/Platform/Jobs/", "src/Zhijian/Platform/Numbering/", "src/Zhijian/Platform/Hosting/", "src/Zhijian/Platform/Audit/",
            // How far an import is, in the transaction of the rows; the batch leaves its own line in the audit.
            "src/Zhijian/Platform/Imports/ImportLedger.cs",
            // Days and states that follow from facts, for very many rows at once; the facts' own changes are in the audit.
            "src/Zhijian/Modules/Registry/Dues/LadderDesk.cs", "src/Zhijian/Modules/Registry/Undeclared/UndeclaredFinder.cs",
            "src/Zhijian/Modules/Registry/Risk/RiskWriter.cs",
            // Sums of rows that are audited themselves; `verify` recounts them.
            "src/Zhijian/Modules/Oversight/FigureCells.cs", "src/Zhijian/Modules/Oversight/RollUps.cs",
            // Warnings that a rule finds and loses, for very many rows at once; a look leaves its own line in the audit.
            "src/Zhijian/Modules/Oversight/Warnings/WarningSweep.cs",
        ];
        var raw = RawWriting();
        Assert.All(Sources.Where(s => raw.IsMatch(s.Text) && !allowed.Any(a => s.Path.StartsWith(a, StringComparison.Ordinal))), s => Assert.Fail($"{s.Path} writes past the audit"));
    }

    [Fact]
    public void Files_are_short_enough_to_read() =>
        Assert.All(Sources, s => Assert.True(s.Text.Count(c => c == '\n') <= 420, $"{s.Path} has {s.Text.Count(c => c == '\n')} lines: is it one room or several?"));

    [Fact]
    public void Every_page_says_who_may_enter()
    {
        foreach (var page in Types(Host).Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract))
        {
            var marks = page.GetCustomAttributes<RequiresAttribute>(true).Count() + page.GetCustomAttributes<PublicAttribute>(true).Count() + page.GetCustomAttributes<SignedInAttribute>(true).Count();
            Assert.True(marks == 1, $"{page.FullName} carries {marks} access marks");
        }
    }

    [Fact]
    public void Every_demanded_permission_is_declared_by_a_room()
    {
        var declared = Rooms.All.SelectMany(m => m.Permissions).Select(p => p.Key).ToList();
        Assert.Equal(declared.Distinct(), declared);
        var demanded = Types(Host).SelectMany(t => t.GetCustomAttributes<RequiresAttribute>(true)
            .Concat(t.GetMethods().SelectMany(m => m.GetCustomAttributes<RequiresAttribute>(true)))).Select(r => r.Permission)
            .Concat(Rooms.All.SelectMany(m => m.Menu).Select(m => m.Permission).OfType<string>());
        Assert.All(demanded.Distinct(), p => Assert.Contains(p, declared));
    }

    [Fact]
    public async Task Every_table_with_a_place_or_an_owner_is_filtered_by_the_scope()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        await platform.AsPlatformAsync(s =>
        {
            var model = s.GetRequiredService<ZhijianDb>().Model;
            Assert.All(model.GetEntityTypes().Where(t => typeof(IPlaced).IsAssignableFrom(t.ClrType) || typeof(IOwned).IsAssignableFrom(t.ClrType)),
                t => Assert.Contains(t.GetDeclaredQueryFilters(), f => f.Key == Conventions.ScopeFilter));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Tables_and_columns_are_named_in_snake_case()
    {
        var platform = await platforms.SharedAsync(Database.Sqlite);
        await platform.AsPlatformAsync(s =>
        {
            foreach (var type in s.GetRequiredService<ZhijianDb>().Model.GetEntityTypes())
            {
                Assert.Matches("^[a-z][a-z0-9_]*$", type.GetTableName());
                Assert.All(type.GetProperties(), p => Assert.Matches("^[a-z][a-z0-9_]*$", p.GetColumnName()));
            }
            return Task.CompletedTask;
        });
    }

    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)|TimeProvider|\bFile\.|\bHttpClient\b|Environment\.")]
    private static partial Regex ClockOrFile();
    [GeneratedRegex(@"DateTime(Offset)?\.(Now|UtcNow|Today)")]
    private static partial Regex OwnClock();
    [GeneratedRegex(@"SaveChanges|CommitAsync\(|\.ExecuteUpdate|\.ExecuteDelete|ExecuteSql|db\.Add\(|db\.Remove\(")]
    private static partial Regex Writing();
    [GeneratedRegex(@"\.ExecuteUpdate|\.ExecuteDelete|ExecuteSql\w*\(\$?""(?!SELECT)")]
    private static partial Regex RawWriting();
}
