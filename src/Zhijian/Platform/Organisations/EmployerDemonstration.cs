using System.Buffers.Binary;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Organisations;

/// <summary>
/// As many fictional employers as were asked for, spread over the city's townships. The same numbers give the same
/// employers, identifiers included; one row in memory at a time.
/// </summary>
sealed class EmployerDemonstration : ISeed
{
    /// <summary>Numbers below belong to the hand-made organisations.</summary>
    const int First = 1000;
    static readonly string[] Trades = ["耐火材料", "机械制造", "家具", "汽车涂装", "铸造", "化工", "建材", "矿业", "电子", "印刷", "制鞋", "磨料磨具"];

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        if (demonstration.Employers == 0) return;
        var db = services.GetRequiredService<ZhijianDb>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db, ct);
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.employers", "生成演示用人单位"),
            change => Bulk.InsertAsync(db, change, "demonstration", Employers(demonstration, divisions), ct), ct);
    }

    internal static IEnumerable<Organisation> Employers(Demonstration demonstration, DivisionDirectory divisions)
    {
        var random = new Random(demonstration.Seed);
        var city = divisions.PathOf(OrganisationDemonstration.City);
        var places = divisions.All.Where(d => d.Level == 4 && d.Path.StartsWith(city, StringComparison.Ordinal))
            .OrderBy(d => d.Code, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < demonstration.Employers; i++)
        {
            var n = First + i;
            var place = places[random.Next(places.Length)];
            var county = divisions.Find(place.ParentCode!)!;
            yield return new()
            {
                Id = IdOf(demonstration.Seed, n),
                Kind = OrganisationKind.Employer,
                Name = $"{county.Name}示例{Trades[random.Next(Trades.Length)]}{n}号有限公司",
                CreditCode = UnifiedSocialCreditCode.Create('9', '1', county.Code[..6], OrganisationCode.Create($"M{(char)('A' + n / 1_000_000)}{n % 1_000_000:D6}")).Value,
                DivisionCode = place.Code,
                ScopePath = place.Path,
            };
        }
    }

    /// <summary>In the form of a UUIDv7 of the year 2000, so that the keys grow with the numbers and meet no real one.</summary>
    static Guid IdOf(int seed, int n)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, 946_684_800_000L << 16 | 0x7000);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], seed & 0x3FFFFFFF | unchecked((int)0x80000000));
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], n);
        return new(bytes, bigEndian: true);
    }
}
