using Zhijian.Bench;

return args switch
{
    ["sheets", .. var rest] => await SheetBench.RunAsync(rest),
    ["imports", .. var rest] => await ImportBench.RunAsync(rest),
    ["declarations", .. var rest] => await DeclarationBench.RunAsync(rest),
    ["monitoring", .. var rest] => await MonitoringBench.RunAsync(rest),
    ["dangers", .. var rest] => await DangerBench.RunAsync(rest),
    ["feeds", .. var rest] => await FeedBench.RunAsync(rest),
    ["list", .. var rest] => await ListBench.RunAsync(rest),
    ["oversight", .. var rest] => await OversightBench.RunAsync(rest),
    ["city"] => await CityBench.RunAsync(),
    ["bulk", .. var rest] => await BulkBench.RunAsync(rest is [var rows] ? int.Parse(rows) : 200_000),
    ["judge"] => JudgeBench.Run(),
    ["judge", "file", var rows] => JudgeBench.File(int.Parse(rows)),
    ["draw", .. var rest] => DrawBench.Run(rest is [var many] ? int.Parse(many) : 1_000_000),
    ["dossier", .. var rest] => await DossierBench.RunAsync(rest),
    ["http"] => await HttpBench.RunAsync(),
    ["share"] => await ShareBench.RunAsync(),
    ["share", var who, var folder] => await ShareBench.ServeAsync(who, folder),
    ["http", var who, var folder] => await HttpBench.ServeAsync(who, folder),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("sheets ROWS          time and peak memory of reading and exporting ROWS × 12");
    Console.WriteLine("sheets WORK FILE N   one piece of work, in a process of its own");
    Console.WriteLine("imports ROWS         checking and importing ROWS organisations from xlsx, on SQLite and on the server of ZHIJIAN_TEST_PG");
    Console.WriteLine("declarations N BAD   checking and entering N declarations of three rows from xlsx, BAD % of the rows bad, on both databases");
    Console.WriteLine("monitoring ROWS      a workbook of ROWS results in reports of 100: read only, checked and judged, written with all that follows, on both databases");
    Console.WriteLine("dangers CITY N       the board of N dangers, those of a demonstration city of CITY employers repeated: p50, p95 and the plans of its questions, on both databases");
    Console.WriteLine("feeds ROWS           matching and applying a register of ROWS employers from xlsx: new, unchanged, some changed, without codes");
    Console.WriteLine("list ROWS            a page of the list of ROWS employers beside the same question asked in SQL by hand, p50 and p95");
    Console.WriteLine("oversight ROWS       the kept figures of ROWS employers: first count, pictures, a change until it is counted, full recount, on both databases");
    Console.WriteLine("city                 board of dangers and kept figures of the city that `seed` made in ZHIJIAN_DATA and ZHIJIAN_DB");
    Console.WriteLine("bulk ROWS            bulk load beside raw prepared inserts (SQLite) and raw COPY (server of ZHIJIAN_TEST_PG)");
    Console.WriteLine("judge                judgements a second in memory, one core (BenchmarkDotNet)");
    Console.WriteLine("judge file ROWS      time and peak memory of judging a CSV of ROWS results");
    Console.WriteLine("draw N               freezing, drawing and verifying a random draw of 1 % of N employers");
    Console.WriteLine("dossier N [FILE]     binding the N papers of a case into one PDF");
    Console.WriteLine("http                 requests a second beside a bare Kestrel");
    Console.WriteLine("share                a page of a shared resource beside a bare Kestrel with the same query; an officer's pages in a burst of public readers");
    return 2;
}
