using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Organisations;

/// <summary>The tree of divisions from reference/divisions-gbt2260.csv, once.</summary>
sealed class DivisionSeed(ServerSettings settings) : ISeed
{
    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        if (await db.Set<Division>().AnyAsync(ct)) return;
        var file = Path.Combine(settings.ReferenceFolder, "divisions-gbt2260.csv");
        await services.GetRequiredService<WritePath>().CommitAsync(new("divisions.load", "首次启动载入行政区划"),
            change => Bulk.InsertAsync(db, change, Path.GetFileName(file), Read(file), ct), ct);
        services.GetRequiredService<DivisionDirectory>().Forget();
    }

    sealed record Row(string code, int level, string? parent, string name_zh, string? kind);

    static List<Division> Read(string file)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<Row>().GroupBy(r => r.code)
            // A prefecture without counties (东莞 441900 …) is listed again as its own county: the higher level counts.
            .ToDictionary(g => g.Key, g => g.MinBy(r => r.level)!);
        return [.. rows.Values.Select(r => new Division
        {
            Code = r.code,
            ParentCode = string.IsNullOrEmpty(r.parent) ? null : r.parent,
            Name = r.name_zh,
            Level = r.level,
            FunctionalZone = r.kind == "functional-zone",
            Path = PathOf(r.code, rows),
        })];
    }

    static string PathOf(string code, Dictionary<string, Row> rows) =>
        string.IsNullOrEmpty(rows[code].parent) ? $"{code}/" : $"{PathOf(rows[code].parent!, rows)}{code}/";
}
