using CsCheck;
using Zhijian.Rules.Inspections;

namespace Zhijian.Rules.Tests.Inspections;

public sealed class FieldTimeTests
{
    static readonly DateTime Noon = new(2026, 6, 10, 4, 0, 0, DateTimeKind.Utc);

    /// <summary>Contact at noon, a record before at 13:00, received at 15:00; minutes after noon, offsets in minutes.</summary>
    [Theory]
    [InlineData(90, 0, 0, 90, null)]
    [InlineData(90, 30, 30, 120, null)]
    [InlineData(59, 0, 0, 60, null)]
    [InlineData(57, 0, 0, 60, "早 3 分钟，手机时钟被回拨")]
    [InlineData(-1440, 0, 0, 60, "早 1 天，手机时钟被回拨")]
    [InlineData(182, 0, 0, 180, null)]
    [InlineData(183, 0, 0, 180, "比服务器时间晚 3 分钟")]
    [InlineData(90, 0, 90, 90, "被调整了 1 小时 30 分")]
    [InlineData(90, 0, -3, 90, "被调整了 3 分钟")]
    public void A_moment_lies_between_what_came_before_and_the_arrival(int made, int offset, int sent, int at, string? doubt)
    {
        var moment = FieldTime.Judge(new(Noon.AddMinutes(made), Noon, TimeSpan.FromMinutes(offset), TimeSpan.FromMinutes(sent), Noon.AddHours(1), Noon.AddHours(3)));
        Assert.Equal(Noon.AddMinutes(at), moment.At);
        if (doubt is null) Assert.Null(moment.Doubt);
        else Assert.Contains(doubt, moment.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_record_of_a_phone_is_not_older_than_its_contact() =>
        Assert.Contains("回拨", FieldTime.Judge(new(Noon.AddMinutes(-5), Noon, default, default, null, Noon.AddHours(1))).Doubt, StringComparison.Ordinal);

    [Fact]
    public void Whatever_a_phone_tells_the_moment_is_possible() =>
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[-5000, 5000], Gen.Int[0, 5000]).Sample((made, offset, waited) =>
        {
            var moment = FieldTime.Judge(new(Noon.AddMinutes(made), Noon, TimeSpan.FromMinutes(offset), TimeSpan.FromMinutes(offset), null, Noon.AddMinutes(waited)));
            return moment.At >= Noon && moment.At <= Noon.AddMinutes(waited);
        });
}
