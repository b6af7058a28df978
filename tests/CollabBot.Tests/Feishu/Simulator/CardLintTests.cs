using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>The simulator takes every component as the vendor writes it and refuses what the platform refuses: a lint that lets all pass would prove nothing.</summary>
public sealed class CardLintTests
{
    private const string Markdown = """{"tag":"markdown","content":"a"}""";
    private const string Submit = """{"tag":"button","name":"go","form_action_type":"submit","text":{"tag":"plain_text","content":"Go"},"behaviors":[{"type":"callback","value":{"line":"x"}}]}""";
    private const string Button = """{"tag":"button","text":{"tag":"plain_text","content":"OK"},"behaviors":[{"type":"callback","value":{"op":"ok"}}]}""";
    private const string Table = """{"tag":"table","columns":[{"name":"kpi"}],"rows":[{"kpi":"NPS"}]}""";

    [TestCase("""{"tag":"markdown","content":"**Rev** <font color='green'>+12%</font> <at id=ou_a></at>\n- item\n| a | b |\n|---|---|\n| 1 | 2 |","text_align":"left","text_size":"normal"}""")]
    [TestCase("""{"tag":"div","text":{"tag":"plain_text","content":"hello"},"icon":{"tag":"standard_icon","token":"info_outlined","color":"blue"}}""")]
    [TestCase("""{"tag":"div","fields":[{"is_short":true,"text":{"tag":"lark_md","content":"**Owner**\nLi"}}]}""")]
    [TestCase("""{"tag":"hr"}""")]
    [TestCase("""{"tag":"img","img_key":"img_v3_x","alt":{"tag":"plain_text","content":"chart"},"scale_type":"crop_center","size":"large","preview":true}""")]
    [TestCase("""{"tag":"img_combination","combination_mode":"double","img_list":[{"img_key":"img_1"},{"img_key":"img_2"}]}""")]
    [TestCase("""{"tag":"person","user_id":"ou_a","size":"medium","show_name":true,"show_avatar":true}""")]
    [TestCase("""{"tag":"person_list","persons":[{"id":"ou_a"},{"id":"ou_b"}],"size":"small","show_name":true,"show_avatar":true,"lines":2,"drop_invalid_user_id":false}""")]
    [TestCase("""{"tag":"chart","aspect_ratio":"16:9","color_theme":"brand","height":"auto","preview":true,"chart_spec":{"type":"bar","title":{"text":"KPI"},"data":{"values":[{"week":"W1","v":10},{"week":"W2","v":14}]},"xField":"week","yField":"v"}}""")]
    [TestCase("""{"tag":"table","page_size":5,"row_height":"low","freeze_first_column":true,"header_style":{"bold":true},"columns":[{"name":"kpi","display_name":"KPI","data_type":"text"},{"name":"who","data_type":"persons"}],"rows":[{"kpi":"Rev","who":["ou_a"]}]}""")]
    [TestCase("""{"tag":"button","type":"primary_filled","size":"medium","text":{"tag":"plain_text","content":"Confirm"},"behaviors":[{"type":"callback","value":{"op":"ok"}}],"confirm":{"title":{"tag":"plain_text","content":"Sure?"},"text":{"tag":"plain_text","content":"…"}}}""")]
    [TestCase("""{"tag":"button","text":{"tag":"plain_text","content":"Open"},"behaviors":[{"type":"open_url","default_url":"https://x.y","pc_url":"","ios_url":"","android_url":""}]}""")]
    [TestCase("""{"tag":"input","name":"reason","placeholder":{"tag":"plain_text","content":"Why"},"max_length":1000,"input_type":"multiline_text","rows":3,"label":{"tag":"plain_text","content":"Reason"},"label_position":"top","behaviors":[{"type":"callback","value":{"k":1}}]}""")]
    [TestCase("""{"tag":"select_static","name":"status","placeholder":{"tag":"plain_text","content":"Status"},"options":[{"text":{"tag":"plain_text","content":"On"},"value":"on"},{"text":{"tag":"plain_text","content":"Off"},"value":"off"}],"initial_option":"on","behaviors":[{"type":"callback","value":{"f":"s"}}]}""")]
    [TestCase("""{"tag":"select_person","name":"owner","placeholder":{"tag":"plain_text","content":"Owner"},"options":[{"value":"ou_a"}],"behaviors":[{"type":"callback","value":{"f":"owner"}}]}""")]
    [TestCase("""{"tag":"date_picker","name":"due","placeholder":{"tag":"plain_text","content":"Date"},"initial_date":"2026-03-01","behaviors":[{"type":"callback","value":{"f":"due"}}]}""")]
    [TestCase("""{"tag":"picker_time","name":"t","initial_time":"09:30","placeholder":{"tag":"plain_text","content":"Time"}}""")]
    [TestCase("""{"tag":"picker_datetime","name":"at","initial_datetime":"2026-03-01 09:30","placeholder":{"tag":"plain_text","content":"When"}}""")]
    [TestCase("""{"tag":"overflow","options":[{"text":{"tag":"plain_text","content":"Edit"},"value":"edit"}],"behaviors":[{"type":"callback","value":{"m":1}}]}""")]
    [TestCase("""{"tag":"checker","name":"done","checked":false,"text":{"tag":"plain_text","content":"Done"},"behaviors":[{"type":"callback","value":{"task":"t1"}}]}""")]
    [TestCase("""{"tag":"select_img","name":"pick","options":[{"img_key":"img_1","value":"1"}],"multi_select":false,"behaviors":[{"type":"callback","value":{"f":"pick"}}]}""")]
    [TestCase("""{"tag":"column_set","flex_mode":"none","columns":[{"tag":"column","width":"weighted","weight":1,"elements":[{"tag":"markdown","content":"a"}]}]}""")]
    [TestCase("""{"tag":"collapsible_panel","expanded":false,"header":{"title":{"tag":"plain_text","content":"Details"}},"border":{"color":"grey","corner_radius":"5px"},"elements":[{"tag":"markdown","content":"hidden"}]}""")]
    [TestCase("""{"tag":"interactive_container","behaviors":[{"type":"callback","value":{"row":1}}],"has_border":true,"elements":[{"tag":"markdown","content":"click me"}]}""")]
    [TestCase("""{"tag":"form","name":"f","elements":[{"tag":"multi_select_person","name":"people","options":[],"selected_values":["ou_a"]},""" + Submit + """,{"tag":"button","name":"clear","form_action_type":"reset","text":{"tag":"plain_text","content":"Clear"}}]}""")]
    public void What_the_vendor_shows_as_valid_is_taken(string element) => Assert.That(Check(element)?.Message, Is.Null);

    [TestCase(200621, """{"tag":"markdown","content":"a","colour":"red"}""", Description = "unknown property")]
    [TestCase(200621, """{"tag":"progress"}""", Description = "unknown tag")]
    [TestCase(200861, """{"tag":"note","elements":[]}""", Description = "of the first generation")]
    [TestCase(200861, """{"tag":"action","actions":[]}""", Description = "of the first generation")]
    [TestCase(100290, """{"tag":"markdown","content":"<at id=zhang></at>"}""")]
    [TestCase(100290, """{"tag":"person_list","persons":[{"id":""}]}""")]
    [TestCase(100290, """{"tag":"select_person","options":[{"value":"on_a"}]}""")]
    [TestCase(200621, """{"tag":"select_person","options":[{"value":"ou_a"}],"initial_option":"ou_b"}""")]
    [TestCase(200550, """{"tag":"chart","chart_spec":{"type":"progress","data":{"values":[{"v":1}]}}}""")]
    [TestCase(200550, """{"tag":"chart","chart_spec":{"type":"bar","data":{"values":[{"v":1}]},"xField":"week"}}""")]
    [TestCase(200914, """{"tag":"table","columns":[{"name":"kpi"}],"rows":"none"}""")]
    [TestCase(200915, """{"tag":"table","columns":[{"name":"kpi"}],"rows":[{"other":1}]}""")]
    [TestCase(200621, """{"tag":"table","columns":[{"name":"kpi","data_type":"money"}],"rows":[]}""")]
    [TestCase(200621, """{"tag":"table","page_size":11,"columns":[{"name":"kpi"}],"rows":[]}""")]
    [TestCase(200621, """{"tag":"button","text":{"tag":"plain_text","content":"no behaviour"}}""")]
    [TestCase(200621, """{"tag":"button","text":{"tag":"plain_text","content":"a"},"behaviors":[{"type":"callback","value":"a string"}]}""")]
    [TestCase(200621, """{"tag":"button","text":{"tag":"plain_text","content":"a"},"behaviors":[{"type":"open_url","default_url":"javascript:alert(1)"}]}""")]
    [TestCase(200621, """{"tag":"button","type":"loud","text":{"tag":"plain_text","content":"a"},"behaviors":[{"type":"callback","value":{}}]}""")]
    [TestCase(200621, """{"tag":"input","name":"a","max_length":1001}""")]
    [TestCase(200621, """{"tag":"input","name":"a","max_length":2,"default_value":"abc"}""")]
    [TestCase(200621, """{"tag":"select_static","name":"a","options":[{"value":"x"},{"value":"x"}]}""")]
    [TestCase(200621, """{"tag":"select_static","name":"a","options":[{"value":"x"}],"initial_option":"y"}""")]
    [TestCase(200621, """{"tag":"date_picker","name":"a"}""", Description = "neither a date nor a placeholder")]
    [TestCase(200621, """{"tag":"date_picker","name":"a","initial_date":"1 March"}""")]
    [TestCase(200621, """{"tag":"picker_time","name":"a","initial_time":"9h"}""")]
    [TestCase(200621, """{"tag":"multi_select_static","name":"a","options":[{"value":"x"}]}""", Description = "outside a form")]
    [TestCase(200621, """{"tag":"collapsible_panel","elements":[]}""", Description = "no header")]
    [TestCase(200621, """{"tag":"collapsible_panel","header":{"title":{"tag":"plain_text","content":"a"}},"elements":[""" + Table + "]}", Description = "a table inside")]
    [TestCase(200621, """{"tag":"column_set","columns":[]}""")]
    [TestCase(200621, """{"tag":"interactive_container","elements":[]}""")]
    [TestCase(200621, """{"tag":"form","name":"f","elements":[{"tag":"input","name":"a"}]}""", Description = "nothing submits it")]
    [TestCase(200530, """{"tag":"form","elements":[""" + Submit + "]}", Description = "the form has no name")]
    [TestCase(200530, """{"tag":"form","name":"f","elements":[{"tag":"input"},""" + Submit + "]}", Description = "an input has no name")]
    [TestCase(200621, """{"tag":"form","name":"f","elements":[{"tag":"input","name":"go"},""" + Submit + "]}", Description = "a name twice")]
    [TestCase(200621, """{"tag":"form","name":"f","elements":[""" + Table + "," + Submit + "]}")]
    [TestCase(300301, """{"tag":"hr","element_id":"1st"}""")]
    [TestCase(300301, """{"tag":"hr","element_id":"a_name_that_is_too_long"}""")]
    public void What_the_platform_refuses_is_refused(int code, string element) => Assert.That(Check(element)?.Code, Is.EqualTo(code));

    [TestCase(200621, """{"schema":"1.0","body":{"elements":[]}}""")]
    [TestCase(200621, """{"schema":"2.0","elements":[]}""")]
    [TestCase(200621, """{"schema":"2.0","body":{}}""")]
    [TestCase(200621, """{"schema":"2.0","config":{"update_multi":false},"body":{"elements":[]}}""")]
    [TestCase(200621, """{"schema":"2.0","config":{"wide_screen_mode":true},"body":{"elements":[]}}""")]
    [TestCase(200621, """{"schema":"2.0","header":{"template":"blue"},"body":{"elements":[]}}""")]
    [TestCase(200621, """{"schema":"2.0","header":{"title":{"tag":"plain_text","content":"a"},"template":"pink"},"body":{"elements":[]}}""")]
    [TestCase(300301, """{"schema":"2.0","body":{"elements":[{"tag":"hr","element_id":"a"},{"tag":"hr","element_id":"a"}]}}""")]
    public void A_frame_of_another_shape_is_refused(int code, string card) => Assert.That(CardLint.Check(JsonNode.Parse(card)!.AsObject())?.Code, Is.EqualTo(code));

    [TestCase(Markdown, 200)]
    [TestCase(Table, 5)]
    [TestCase("""{"tag":"markdown","content":"| a | b |\n|---|---|\n| 1 | 2 |"}""", 5)]
    [TestCase(Button, 100)]
    public void So_many_are_taken_and_one_more_is_too_much(string element, int most)
    {
        Assert.That(Check(Times(element, most))?.Message, Is.Null);
        Assert.That(Check(Times(element, most + 1))?.Code, Is.EqualTo(11310));
    }

    [Test]
    public void Containers_stand_five_deep_and_no_deeper()
    {
        static string Panels(int depth) => depth == 0
            ? Markdown
            : $$$"""{"tag":"collapsible_panel","header":{"title":{"tag":"plain_text","content":"a"}},"elements":[{{{Panels(depth - 1)}}}]}""";
        Assert.That((Check(Panels(5)), Check(Panels(6))?.Code), Is.EqualTo(((CardFault?)null, (int?)200621)));
    }

    [Test]
    public void A_refusal_names_the_place_as_the_platform_does() =>
        Assert.That(Check(Markdown + "," + """{"tag":"hr","colour":"red"}""")?.Message, Is.EqualTo("Failed to create card content, ext=ErrCode: 200621; ErrPath: ROOT -> body -> elements -> [1](tag: hr); ErrMsg: unknown property; ErrorValue: colour; "));

    [TestCase("{}")]
    [TestCase("""{"header":{"title":{"tag":"plain_text","content":"a"}}}""")]
    [TestCase("""{"elements":[{"tag":"note","colour":"red","elements":[]}]}""")]
    public void The_first_generation_is_taken_loosely(string card) => Assert.That(CardLint.Check(JsonNode.Parse(card)!.AsObject()), Is.Null);

    private static string Times(string element, int count) => string.Join(',', Enumerable.Repeat(element, count));

    private static CardFault? Check(string elements) => CardLint.Check(JsonNode.Parse($$$"""{"schema":"2.0","body":{"elements":[{{{elements}}}]}}""")!.AsObject());
}
