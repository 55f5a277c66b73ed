using Zhijian.Platform.Imports.Reading;

namespace Zhijian.Tests.Platform.Imports;

public sealed class KeyIndexTests
{
    [Fact]
    public void It_tells_the_first_row_of_every_key_however_many_there_are()
    {
        const int Keys = 100_000;
        var index = new KeyIndex();
        for (var row = 0; row < Keys; row++) Assert.Null(index.Seen($"编号{row}", row));
        for (var row = 0; row < Keys; row++) Assert.Equal(row, index.Seen($"编号{row}", Keys + row));
        Assert.Null(index.Seen("", 7));
        Assert.Equal(7, index.Seen("", 8));
    }
}
