using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Numbering;

/// <summary>The last number given in a series: one for each authority, kind of paper and year.</summary>
[NotAudited]
public sealed class NumberSeries
{
    public required string Series { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

sealed class NumberTable : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> table)
    {
        table.ToTable("number_series");
        table.HasKey(n => new { n.Series, n.Year });
        table.Property(n => n.Series).HasMaxLength(100);
    }
}

/// <summary>A serial that the papers of one matter share.</summary>
/// <param name="Part">From 1; a further paper of the same kind in the matter: （郑）卫职回〔2026〕7-2号.</param>
public sealed record SharedSerial(int Year, int Serial, int Part = 1);

/// <summary>
/// Gives official numbers in the transaction that uses them: the series' row is locked until then, so that there are
/// neither duplicates nor gaps; a transaction that fails gives its number back.
/// </summary>
public sealed class Numbers(ZhijianDb db)
{
    /// <summary>The next number of an authority for a kind of paper, for instance （郑）卫职罚〔2026〕1号.</summary>
    public async Task<DocumentNumber> NextAsync(Change change, Authority authority, string kindCode, DateOnly day, CancellationToken ct)
    {
        var name = authority.NameOn(day) ?? throw new Refusal($"{day:yyyy年M月d日} 尚无该机关的名称和文号字头，请先维护机关资料。");
        var serial = await NextSerialAsync($"{authority.DivisionCode}/{name.DocumentPrefix}{kindCode}", day.Year, ct);
        var number = DocumentNumber.Enforcement(authority.PlaceShortName, name.DocumentPrefix, kindCode, day.Year, serial);
        change.Note("DocumentNumber", number.ToString(), "allocate", scopePath: authority.ScopePath);
        return number;
    }

    /// <summary>The next number of a place in a form of its own, for instance 410181202600012.</summary>
    public async Task<string> NextAsync(Change change, NumberForm form, string kind, Authority authority, DateOnly day, CancellationToken ct)
    {
        var number = form.Write(authority.DivisionCode, day.Year, await NextSerialAsync($"{authority.DivisionCode}/{kind}", day.Year, ct));
        change.Note("DocumentNumber", number, "allocate", scopePath: authority.ScopePath);
        return number;
    }

    /// <summary>A serial that several papers of one matter share: plan, record and measures of an inspection.</summary>
    public Task<int> SerialAsync(string divisionCode, string series, int year, CancellationToken ct) => NextSerialAsync($"{divisionCode}/{series}", year, ct);

    /// <summary>The number of a paper that bears a shared serial.</summary>
    public string Of(Change change, Authority authority, string kindCode, DateOnly day, SharedSerial shared)
    {
        var name = authority.NameOn(day) ?? throw new Refusal($"{day:yyyy年M月d日} 尚无该机关的名称和文号字头，请先维护机关资料。");
        var whole = DocumentNumber.Enforcement(authority.PlaceShortName, name.DocumentPrefix, kindCode, shared.Year, shared.Serial).ToString();
        var number = shared.Part == 1 ? whole : $"{whole[..^1]}-{shared.Part}号";
        change.Note("DocumentNumber", number, "allocate", scopePath: authority.ScopePath);
        return number;
    }

    internal async Task<int> NextSerialAsync(string series, int year, CancellationToken ct)
    {
        if (db.Change is null) throw new InvalidOperationException("A number is given inside the WritePath of the paper that bears it.");
        return (await db.Database.SqlQuery<int>($"""
            INSERT INTO number_series (series, year, last) VALUES ({series}, {year}, 1)
            ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1
            RETURNING last AS "Value"
            """).ToListAsync(ct)).Single();
    }
}
