using System.Text;
using Zhijian.Platform.Judging;

namespace Zhijian.Tests.Platform.Judging;

/// <summary>judge: CSV in, CSV out, whatever comes.</summary>
public sealed class JudgeTests
{
    const string Columns = "row_id,factor,sampled_on,index,value,unit,fraction,free_silica_pct,hours_per_day,days_per_week,work_intensity,exposure_rate_pct,impulses_per_day,below_lod";

    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "reference");

    static (List<Dictionary<string, string>> Rows, string Report, string Output) Judge(byte[] file)
    {
        var (output, report) = (new StringWriter(), new StringWriter());
        JudgeRun.Judge(ReferenceBookTests.Book, new MemoryStream(file), output, report, default);
        using var csv = new CsvHelper.CsvReader(new StringReader(output.ToString()), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read()) rows.Add(csv.HeaderRecord!.Select((name, at) => (name, at)).ToDictionary(c => c.name, c => csv[c.at]!));
        return (rows, report.ToString(), output.ToString());
    }

    static List<Dictionary<string, string>> Judge(params string[] lines) => Judge(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Columns)))).Rows;

    static Dictionary<string, string> One(string line) => Assert.Single(Judge(line));

    [Theory]
    [InlineData("1,C028,2021-05-01,C_TWA,2.9", "compliant", "6")]
    [InlineData("1,苯,2021-05-01,C_TWA,3", "action", "6")]
    [InlineData("1,苯,2024-05-01,C_TWA,3.0000000000000000001", "exceeds", "3")] // never rounded
    [InlineData("1,苯,2019-05-01,C_STE,10", "action", "10")]
    [InlineData("1,苯,2024-05-01,C_STE,10", "exceeds", "6")]
    [InlineData("1,苯,2022-06-01,C_TWA,4", "action", "6")]
    [InlineData("1,甲醛,2018-05-01,C_ME,0.5", "action", "0.5")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,26,mg/m3,,,12", "exceeds", "25")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,26,mg/m3,,,12,4", "exceeds", "25")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,39.0625,mg/m3,,,8,6", "action", "39.0625")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,26,mg/m3,,,10,6", "action", "28.125")]
    [InlineData("1,甲苯,2021-05-01,C_STE,100,mg/m3,,,12", "action", "100")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,24,mg/m3,,,6,6", "compliant", "50")]
    [InlineData("1,矽尘,2021-05-01,C_TWA,0.7,mg/m3,respirable,30", "action", "0.7")]
    [InlineData("1,矽尘,2021-05-01,C_TWA,0.7,mg/m3,呼尘,50.1%", "exceeds", "0.3")]
    [InlineData("1,D52,2019-05-01,C_PE,18", "exceeds", "16")]
    [InlineData("1,D52,2021-05-01,C_PE,22", "action", "24")]
    [InlineData("1,D52,2021-05-01,C_PE,41", "exceeds", "40")]
    [InlineData("1,噪声,2021-05-01,LEX8H,79.9", "compliant", "85")]
    [InlineData("1,噪声,2021-05-01,LEX8H,80", "action", "85")]
    [InlineData("1,noise,2021-05-01,LEX40H,85,dB(A)", "action", "85")]
    [InlineData("1,P01,2021-05-01,LEX40H,85.01,dB", "exceeds", "85")]
    [InlineData("1,噪声,2021-05-01,LPEAK,131,dB,,,,,,,1000", "exceeds", "130")]
    [InlineData("1,噪声,2021-05-01,LPEAK,131,dB,,,,,,,１００", "action", "140")]
    [InlineData("1,高温,2021-07-01,WBGT,29.1,℃,,,,,Ⅱ,60", "exceeds", "29")]
    [InlineData("1,高温,2021-07-01,WBGT,29,℃,,,,,II,75", "action", "29")]
    [InlineData("1,高温,2021-07-01,WBGT,29,℃,,,,,2,100%", "exceeds", "28")]
    [InlineData("1,苯,2021-05-01,C_TWA,＜５", "compliant", "6")]
    [InlineData("1,苯,2021-05-01,C_TWA,8,,,,,,,,,1", "action", "6")]
    [InlineData("1,苯,2021-05-01,C_TWA,<8,,,,,,,,,yes", "action", "6")] // half once, not twice
    [InlineData("1,苯,2021-05-01,C_TWA,3000,μg/m³", "action", "6")]
    [InlineData("1,苯,2021-05-01,C_TWA,2,ppm", "exceeds", "6")]
    [InlineData("1,苯,43964,C_TWA,1E-05", "compliant", "6")]
    [InlineData("1,苯,2021年5月1日,ｃ＿ｔｗａ,\"1,000.5\"", "exceeds", "6")]
    [InlineData("1,甲苯,2021/5/1 08:30,C_TWA,1e9", "exceeds", "50")]
    public void Rows_are_judged(string line, string verdict, string limit)
    {
        var row = One(line);
        Assert.Equal((verdict, limit), (row["verdict"], row["limit"]));
        Assert.StartsWith("GBZ 2.", row["standard"], StringComparison.Ordinal);
        Assert.NotEqual("", row["limit_unit"]);
        Assert.NotEqual("", row["ratio"]);
        Assert.NotEqual("", row["clause"]);
        Assert.NotEqual("", row["message"]);
    }

    [Theory]
    [InlineData("1,no such thing,2021-05-01,C_TWA,1", "unknown factor")]
    [InlineData("1,,2021-05-01,C_TWA,1", "unknown factor")]
    [InlineData("1,R01,2021-05-01,C_TWA,1", "no limit for this factor")]
    [InlineData("1,甲苯,2021-05-01,C_ME,1", "no such limit")]
    [InlineData("1,甲醛,2021-05-01,C_TWA,1", "no such limit")]
    [InlineData("1,苯胺,2021-05-01,C_STE,1", "it has one for C_PE")]
    [InlineData("1,甲苯,2021-05-01,C_PE,1", "it has one for C_STE")]
    [InlineData("1,噪声,2021-05-01,C_TWA,1", "no such limit")]
    [InlineData("1,电焊烟尘,2021-05-01,C_TWA,1,,respirable", "no such limit")]
    [InlineData("1,水泥粉尘,2021-05-01,C_TWA,1,ppm", "wrong unit")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1,dB(A)", "wrong unit")]
    [InlineData("1,噪声,2021-05-01,LEX8H,1,mg/m3", "wrong unit")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1,furlong", "unknown unit")]
    [InlineData("1,矽尘,2021-05-01,C_TWA,1", "silica content missing")]
    [InlineData("1,矽尘,2021-05-01,C_TWA,1,,,5", "below 10 %")]
    [InlineData("1,其他粉尘,2021-05-01,C_PE,30", "duration, count and spacing")]
    [InlineData("1,噪声,2021-05-01,LPEAK,130", "impulses per day missing")]
    [InlineData("1,高温,2021-05-01,WBGT,30,,,,,,,100", "work intensity missing")]
    [InlineData("1,高温,2021-05-01,WBGT,30,,,,,,2", "exposure rate missing")]
    [InlineData("1,甲苯,2021-05-01,C_XYZ,1", "unknown index")]
    [InlineData("1,甲苯,2021-05-01,,1", "unknown index")]
    [InlineData("1,甲苯,2021-02-30,C_TWA,1", "unreadable date")]
    [InlineData("1,甲苯,5/1/21,C_TWA,1", "unreadable date")]
    [InlineData("1,甲苯,,C_TWA,1", "unreadable date")]
    [InlineData("1,甲苯,1999-01-01,C_TWA,1", "no standard known")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,NaN", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,-0.1", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1e400", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1e27", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,∞", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,ND", "limit of detection")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,\"1,5\"", "unreadable value")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1,,,,25", "unreadable field hours_per_day")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1,,,,8,8", "unreadable field days_per_week")]
    [InlineData("1,高温,2021-05-01,WBGT,30,,,,,,5,100", "unreadable field work_intensity")]
    [InlineData("1,高温,2021-05-01,WBGT,30,,,,,,2,0.75", "unreadable field exposure_rate_pct")]
    [InlineData("1,甲苯,2021-05-01,C_TWA,1,,,,,,,,,maybe", "unreadable field below_lod")]
    [InlineData("1,矽尘,2021-05-01,C_TWA,1,,dusty,30", "unreadable field fraction")]
    [InlineData("1,苯,2022-12-01,C_TWA,4", "day on which the limit changed")]
    [InlineData("1,7439-92-1,2021-05-01,C_TWA,0.04", "铅烟")]
    public void What_cannot_be_judged_says_why_and_where(string line, string reason)
    {
        var row = One(line);
        Assert.Equal(("undetermined", "", ""), (row["verdict"], row["ratio"], row["band"]));
        Assert.StartsWith("第 2 行：", row["message"], StringComparison.Ordinal);
        Assert.Contains(reason, row["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_come_back_in_their_order_with_strangers_and_without_old_answers()
    {
        var (rows, _, output) = Judge("note,value,INDEX, sampled_on ,factor,row_id,verdict,workshop\n\"a, \"\"b\"\"\",4,C_TWA,2021-05-01,苯,7,exceeds,焊接\n"u8.ToArray());
        Assert.StartsWith("note,value,INDEX, sampled_on ,factor,row_id,workshop,standard,limit,limit_unit,ratio,band,verdict,clause,message\n", output.Replace("\" sampled_on \"", " sampled_on ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("a, \"b\"", "焊接", "action", "0.666667", "Ⅲ"), (rows[0]["note"], rows[0]["workshop"], rows[0]["verdict"], rows[0]["ratio"], rows[0]["band"]));
    }

    [Fact]
    public void A_bad_row_never_stops_the_rest()
    {
        var (rows, report, _) = Judge(Encoding.UTF8.GetBytes(string.Join("\r\n", Columns,
            "1,苯,2021-05-01,C_TWA,1", "2,\"苯,2021-05-01,C_TWA,1", "3,\"苯\",2021-05-01,\"C_TWA\",1", "", ",,,,,", "4,苯\"x\",2021-05-01,C_TWA,1", "5,苯", "6,苯,2021-05-01,C_TWA,1,,,,,,,,,,,,", "7,苯,2021-05-01,C_TWA,1,mg/m3,,,,,,,,", "8,苯,2021-05-01,C_TWA,1,\"mg/\nm3\",,,,,,,,")));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], rows.Select(r => r["row_id"]));
        Assert.Equal(["compliant", "undetermined", "compliant", "undetermined", "undetermined", "undetermined", "compliant", "undetermined"], rows.Select(r => r["verdict"]));
        foreach (var (row, line) in new[] { (1, 3), (3, 7), (4, 8), (5, 9) })
        {
            Assert.StartsWith($"第 {line} 行：", rows[row]["message"], StringComparison.Ordinal);
            Assert.Contains($"line {line}:", report, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 mark", "gb18030", "utf-16", "utf-16be"];

    [Theory, MemberData(nameof(Encodings))]
    public void Encodings_are_found(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name switch { "gb18030" => Encoding.GetEncoding("GB18030"), "utf-16" => Encoding.Unicode, "utf-16be" => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        var text = $"{Columns}\r\n1,石棉,2021-05-01,C_TWA,0.5,,总尘\r\n2,噪声,2021-05-01,LEX8H,86\r\n3,二甲苯（全部异构体）,2021-05-01,C_TWA,1\r\n";
        byte[] file = [.. name is "utf-8" or "gb18030" ? [] : encoding.GetPreamble(), .. encoding.GetBytes(text)];
        Assert.Equal(["action", "exceeds", "compliant"], Judge(file).Rows.Select(r => r["verdict"]));
    }

    [Theory]
    [InlineData("\t"), InlineData(";")]
    public void Other_separators_are_found(string separator)
    {
        var rows = Judge(Encoding.UTF8.GetBytes($"{Columns}\n1,苯,2021-05-01,C_TWA,1\n".Replace(",", separator, StringComparison.Ordinal))).Rows;
        Assert.Equal("compliant", rows.Single()["verdict"]);
    }

    [Theory]
    [InlineData(""), InlineData("\n\n"), InlineData("1,苯,2021-05-01,C_TWA,1\n"), InlineData("row_id,factor,sampled_on,index\n1,苯,2021-05-01,C_TWA\n"), InlineData("row_id,factor,sampled_on,index,value,factor\n"), InlineData("\"row_id,factor\n"), InlineData("a\0b"), InlineData("PK\u0003\u0004\0\0\0\0")]
    public void What_is_no_table_of_results_is_refused(string text) => Assert.Throws<UnreadableResultsException>(() => Judge(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_header_alone_is_a_table_without_rows() => Assert.Empty(Judge(Encoding.UTF8.GetBytes(Columns)).Rows);

    [Fact]
    public void Exit_codes_say_what_happened()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string In(string name, string text)
            {
                var path = Path.Combine(folder, name);
                File.WriteAllText(path, text);
                return path;
            }
            var report = new StringWriter();
            int Run(string file) => JudgeCommand.Run(file, Path.Combine(folder, "out.csv"), Folder, report, default);
            Assert.Equal(0, Run(In("good.csv", $"{Columns}\n1,苯,2021-05-01,C_TWA,9\n")));
            Assert.Contains("exceeds", File.ReadAllText(Path.Combine(folder, "out.csv")), StringComparison.Ordinal);
            Assert.Equal(3, Run(In("some.csv", $"{Columns}\n1,苯,2021-05-01,C_TWA,9\n2,?,2021-05-01,C_TWA,9\n")));
            var kept = File.ReadAllText(Path.Combine(folder, "out.csv"));
            Assert.Equal(2, Run(In("bad.csv", "nothing")));
            Assert.Equal(2, Run(Path.Combine(folder, "absent.csv")));
            Assert.Equal(2, Run(folder));
            Assert.Throws<Zhijian.Platform.Hosting.Commands.CommandRefusal>(() => JudgeCommand.Run(Path.Combine(folder, "good.csv"), Path.Combine(folder, "absent", "out.csv"), Folder, report, default));
            Assert.Equal(2, JudgeCommand.Run(Path.Combine(folder, "good.csv"), Path.Combine(folder, ".", "good.csv"), Folder, report, default));
            Assert.Equal(kept, File.ReadAllText(Path.Combine(folder, "out.csv"))); // a failed run leaves the old answer
            Assert.Empty(Directory.EnumerateFiles(folder, "*.part"));
            Assert.Contains("1 undetermined", report.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_command_is_known_and_needs_no_database()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "in.csv"), Path.Combine(folder, "out.csv"));
            await File.WriteAllTextAsync(input, $"{Columns}\n1,苯,2021-05-01,C_TWA,9\n2,噪声,2021-05-01,LPEAK,9\n");
            Assert.Equal(3, await Zhijian.Platform.Hosting.Commands.CommandLine.RunAsync(["judge", input, "-o", output]));
            Assert.Equal(2, await Zhijian.Platform.Hosting.Commands.CommandLine.RunAsync(["judge"]));
            Assert.Equal(["exceeds", "undetermined"], Judge(await File.ReadAllBytesAsync(output)).Rows.Select(r => r["verdict"]));
            Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder).Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Rows_leave_as_they_come_however_long_the_file()
    {
        const int rows = 300_000;
        using var output = new Counting();
        using var input = new Endless(rows, output);
        var tally = JudgeRun.Judge(ReferenceBookTests.Book, input, output, TextWriter.Null, default);
        Assert.Equal((rows, 0), (tally.Rows, tally[Zhijian.Rules.Exposure.Verdict.Undetermined]));
        Assert.Equal(rows + 1, output.Lines);
        Assert.InRange(input.MostHeld, 0, 2000);
    }

    [Fact]
    public void A_line_without_end_is_given_up_alone()
    {
        var rows = Judge(Encoding.UTF8.GetBytes($"{Columns}\n1,{new string('x', 3 << 20)},2021-05-01,C_TWA,9\n2,苯,2021-05-01,C_TWA,9\n")).Rows;
        Assert.Equal(["undetermined", "exceeds"], rows.Select(r => r["verdict"]));
    }

    sealed class Counting : TextWriter
    {
        public int Lines { get; private set; }
        public override Encoding Encoding => Encoding.UTF8;
        public override void Write(char value) => Lines += value == '\n' ? 1 : 0;
        public override void Write(char[] buffer, int index, int count) => Lines += buffer.AsSpan(index, count).Count('\n');
    }

    /// <summary>A file that is made while it is read, and notes how many rows went in that have not come out.</summary>
    sealed class Endless(int rows, Counting output) : Stream
    {
        byte[] line = Encoding.UTF8.GetBytes(Columns + "\n");
        int taken, made;

        public int MostHeld { get; private set; }

        public override int Read(Span<byte> target)
        {
            if (taken == line.Length)
            {
                if (made == rows) return 0;
                MostHeld = Math.Max(MostHeld, made - output.Lines);
                (line, taken) = (Encoding.UTF8.GetBytes($"{++made},甲苯,2021-05-01,C_TWA,{made % 90},mg/m3,,,,,,,,\n"), 0);
            }
            var count = Math.Min(target.Length, line.Length - taken);
            line.AsSpan(taken, count).CopyTo(target);
            taken += count;
            return count;
        }

        public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
    }
}
