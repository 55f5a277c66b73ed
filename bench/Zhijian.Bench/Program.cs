using Zhijian.Bench;

return args switch
{
    ["sheets", .. var rest] => await SheetBench.RunAsync(rest),
    ["imports", .. var rest] => await ImportBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("sheets ROWS          time and peak memory of reading and exporting ROWS × 12");
    Console.WriteLine("sheets WORK FILE N   one piece of work, in a process of its own");
    Console.WriteLine("imports ROWS         checking and importing ROWS organisations from xlsx, on SQLite and on the server of ZHIJIAN_TEST_PG");
    return 2;
}
