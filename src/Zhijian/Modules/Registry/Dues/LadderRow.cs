using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>A step of the ladder as the city keeps it.</summary>
public sealed class LadderRow : Entity
{
    public required string Kind { get; init; }
    public int Number { get; set; }
    public int DayOffset { get; set; }
    public LadderAction Action { get; set; }
    public string? Article { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public required string Source { get; set; }
    public required string Confidence { get; set; }

    public LadderStep ToStep() => new(Kind, Number, DayOffset, Action, Article, ValidFrom, ValidTo);
}

/// <summary>A kind of duty that somebody raises; for filters and headings.</summary>
public sealed record DueKind(string Key, string Name);

public static class LadderTerms
{
    public static string ChineseName(this LadderAction action) => action switch
    {
        LadderAction.Remind => "提醒", LadderAction.Warn => "逾期告知", LadderAction.Task => "交办催办", LadderAction.Danger => "列为疑似隐患",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}

sealed class LadderTable : IEntityTypeConfiguration<LadderRow>
{
    public const int ArticleLength = 300;

    public void Configure(EntityTypeBuilder<LadderRow> table)
    {
        table.ToTable("due_ladder_steps");
        table.Property(r => r.Kind).HasMaxLength(60);
        table.Property(r => r.Article).HasMaxLength(ArticleLength);
        table.Property(r => r.Source).HasMaxLength(200);
        table.Property(r => r.Confidence).HasMaxLength(20);
        table.HasIndex(r => new { r.Kind, r.Number, r.ValidFrom }).IsUnique();
    }
}

/// <summary>Takes the shipped ladder into a new database.</summary>
sealed class LadderSeed(ReferenceFiles files) : ISeed
{
    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        if (await db.Set<LadderRow>().AnyAsync(ct)) return;
        await services.GetRequiredService<WritePath>().CommitAsync(new("dues.load-ladder", "首次启动载入到期阶梯"), _ =>
        {
            db.AddRange(files.Rows("due-ladder.csv").Select(r => new LadderRow
            {
                Kind = r["kind"]!, Number = r.Int("number"), DayOffset = r.Int("day_offset"), Action = Enum.Parse<LadderAction>(r["action"]!), Article = r["article"],
                ValidFrom = DateOnly.Parse(r["valid_from"]!, CultureInfo.InvariantCulture), ValidTo = r["valid_to"] is { } to ? DateOnly.Parse(to, CultureInfo.InvariantCulture) : null,
                Source = r["source"]!, Confidence = r["confidence"]!,
            }));
            return Task.CompletedTask;
        }, ct);
    }
}
